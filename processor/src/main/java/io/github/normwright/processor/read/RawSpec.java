package io.github.normwright.processor.read;

import io.github.normwright.api.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An annotation as it stands in the source.
 *
 * @param annotation the canonical name of the annotation
 * @param target the annotated type
 * @param attributes the values of all attributes by name, in the order in which the annotation declares them; behind a
 *     value that is an annotation follows what is written in that, with the name of the attribute and a dot before its own
 * @param isRepeated whether the annotation stands on the type more than once
 * @param isBroken whether the compiler could not resolve a value, and has said so already
 * @param anchor where the annotation stands
 */
public record RawSpec(
        String annotation,
        Target target,
        Map<String, RawValue> attributes,
        boolean isRepeated,
        boolean isBroken,
        Anchor anchor) {

    /**
     * An annotated type.
     *
     * @param packageName its package, empty for the default one
     * @param simpleNames its name and those of the types around it, outermost first
     * @param isPublic whether it and all types around it are public
     * @param isPrivate whether it or a type around it is private
     * @param seesVectors whether its module can see the Vector API
     */
    public record Target(
            String packageName, List<String> simpleNames, boolean isPublic, boolean isPrivate, boolean seesVectors) {

        public Target {
            simpleNames = List.copyOf(simpleNames);
        }

        /** The name as users write it. */
        public String name() {
            String nested = String.join(".", simpleNames);
            return packageName.isEmpty() ? nested : packageName + "." + nested;
        }
    }

    /** An attribute that every layer annotation has. */
    public RawValue attribute(String name) {
        RawValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("@" + annotation + " has no attribute " + name);
        }
        return value;
    }

    /** What the user has written, attribute by attribute. */
    public List<String> written() {
        return written("");
    }

    private List<String> written(String prefix) {
        List<String> lines = new ArrayList<>();
        attributes.forEach((path, value) -> {
            boolean isOwn = path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0;
            if (isOwn && value.isExplicit()) {
                lines.add(path.substring(prefix.length()) + " = " + written(path, value));
            }
        });
        return lines;
    }

    private String written(String path, RawValue value) {
        if (path.equals("shape")) {
            return shape();
        }
        boolean isAnnotation = value.value() instanceof String text && text.startsWith("@");
        return isAnnotation ? value + "(" + String.join(", ", written(path + ".")) + ")" : value.toString();
    }

    /** The attribute {@code shape} as the user would write it. */
    public String shape() {
        return attribute("shape").elements().stream()
                .map(size -> size.integer() == Shape.DYNAMIC ? "DYNAMIC" : size.toString())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The annotation's name without its package. */
    public String simpleAnnotation() {
        return annotation.substring(annotation.lastIndexOf('.') + 1);
    }
}
