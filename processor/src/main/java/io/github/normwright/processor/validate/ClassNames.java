package io.github.normwright.processor.validate;

import io.github.normwright.api.DType;
import io.github.normwright.processor.read.RawSpec;

/**
 * What the classes generated for an annotation are called: the annotated type's name, with those of the types around it,
 * the layer's name if the annotation is repeated, and the dtype.
 *
 * @param packageName their package
 * @param prefix what their names start with
 */
public record ClassNames(String packageName, String prefix) {

    /** The names for an annotation; characters of the layer's name that no class name can have are left out. */
    public static ClassNames of(RawSpec raw) {
        String prefix = String.join("", raw.target().simpleNames());
        if (raw.isRepeated() && CommonAttribute.NAME.isDeclaredBy(raw)) {
            prefix += camelCase(raw.attribute("name").text());
        }
        return new ClassNames(raw.target().packageName(), prefix);
    }

    /** The name of the layer's class for a dtype, without its package. */
    public String simpleName(DType dtype) {
        return prefix + dtype.classNameEnding();
    }

    /** The name of the configuration's class, without its package. */
    public String configSimpleName() {
        return prefix + "Config";
    }

    /** The name of the configuration's class. */
    public String qualifiedConfigName() {
        return packageName.isEmpty() ? configSimpleName() : packageName + "." + configSimpleName();
    }

    /** The name of the layer's class for a dtype. */
    public String qualifiedName(DType dtype) {
        return packageName.isEmpty() ? simpleName(dtype) : packageName + "." + simpleName(dtype);
    }

    private static String camelCase(String name) {
        StringBuilder result = new StringBuilder();
        for (String part : name.split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                result.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return result.toString();
    }
}
