package io.github.normwright.examples.modelfiles;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names the groups of layers as Keras does: by the class, in snake_case, and a number for each further layer of that class in
 * a model. The names of the layers do not count.
 */
final class KerasNames {

    private final Map<String, Integer> used = new HashMap<>();

    /** The name of the next layer's group. */
    String next(String className) {
        String name = snakeCase(className);
        int count = used.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "_" + (count - 1);
    }

    /** {@code BatchNormalization} becomes {@code batch_normalization}, {@code ReLU} becomes {@code re_lu}. */
    static String snakeCase(String className) {
        return className
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
