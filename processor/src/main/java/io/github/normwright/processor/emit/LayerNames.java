package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.Optional;

/**
 * The names of the classes of one generated layer.
 *
 * @param layer the layer's class
 * @param name the layer's own name
 * @param isPublic whether the annotated type is visible everywhere, so that the layer is too
 * @param config the record of its configuration, if it has one
 */
public record LayerNames(ClassName layer, String name, boolean isPublic, Optional<ClassName> config) {

    /**
     * The names for a layer.
     *
     * @param packageName the package of all classes
     * @param simpleName the name of the layer's class
     * @param name the layer's own name
     * @param isPublic whether the layer is public
     */
    public static LayerNames of(String packageName, String simpleName, String name, boolean isPublic) {
        return new LayerNames(ClassName.get(packageName, simpleName), name, isPublic, Optional.empty());
    }

    /** These names with that of a configuration. */
    public LayerNames withConfig(String simpleName) {
        return new LayerNames(layer, name, isPublic, Optional.of(ClassName.get(layer.packageName(), simpleName)));
    }

    /** The interface of the layer's kernels. */
    public ClassName kernel() {
        return layer.nestedClass("Kernel");
    }

    /** The layer's context. */
    public ClassName context() {
        return layer.nestedClass("Context");
    }

    /** The kernel in plain Java. */
    public ClassName scalarKernel() {
        return ClassName.get(layer.packageName(), layer.simpleName() + "ScalarKernel");
    }

    /** The kernel that uses the Vector API. */
    public ClassName vectorKernel() {
        return ClassName.get(layer.packageName(), layer.simpleName() + "VectorKernel");
    }
}
