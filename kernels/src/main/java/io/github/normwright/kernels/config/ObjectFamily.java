package io.github.normwright.kernels.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sort of objects that are attached to variables.
 *
 * @param annotation the annotation that asks for one
 * @param module the module of Keras that has the classes
 * @param kinds all kinds that have a document
 */
record ObjectFamily(String annotation, String module, List<ObjectKind> kinds) {

    static final String CUSTOM = "CUSTOM";

    /** The kind with a constant. */
    ObjectKind kind(String constant) {
        return kinds.stream()
                .filter(kind -> kind.constant().equals(constant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind " + constant + " of @" + annotation));
    }

    /** The kind that a document names. */
    Optional<ObjectKind> named(String name) {
        return kinds.stream().filter(kind -> kind.names().contains(name)).findFirst();
    }

    /** The names of all classes. */
    List<String> classNames() {
        return kinds.stream().map(ObjectKind::className).toList();
    }

    /** What a kind comes to: the most general kind with its arguments, for comparisons. */
    Map<String, Object> normal(String constant, Map<String, Object> arguments) {
        ObjectKind kind = kind(constant);
        if (kind.general().constant().isEmpty()) {
            Map<String, Object> normal = new LinkedHashMap<>();
            normal.put("kind", constant);
            normal.putAll(arguments);
            return normal;
        }
        Map<String, Object> more = new LinkedHashMap<>(arguments);
        kind.general().fixed().forEach(fixed -> more.put(fixed.attribute(), fixed.value()));
        return normal(kind.general().constant(), more);
    }
}
