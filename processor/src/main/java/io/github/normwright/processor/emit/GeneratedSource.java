package io.github.normwright.processor.emit;

import com.palantir.javapoet.JavaFile;

/**
 * A source file to be written.
 *
 * @param className the qualified name of its class
 * @param text what stands in it
 */
public record GeneratedSource(String className, String text) {

    static GeneratedSource of(JavaFile file) {
        String simpleName = file.typeSpec().name();
        String name = file.packageName().isEmpty() ? simpleName : file.packageName() + "." + simpleName;
        return new GeneratedSource(name, file.toString());
    }
}
