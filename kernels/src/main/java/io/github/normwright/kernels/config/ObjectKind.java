package io.github.normwright.kernels.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of initializer, regularizer or constraint.
 *
 * @param constant its name in the annotation's enum
 * @param className its class in documents
 * @param oldClassName its class in Keras 3 before 3.7
 * @param otherNames further names under which systems know it
 * @param arguments its arguments, in the order of Keras 3
 * @param tensorFlowKeys the names of all arguments, in the order of TensorFlow
 * @param general the kind that it is a case of, with the arguments that make it so; an empty constant if there is none
 */
record ObjectKind(
        String constant,
        String className,
        String oldClassName,
        List<String> otherNames,
        List<ObjectArgument> arguments,
        List<String> tensorFlowKeys,
        General general) {

    /**
     * What a kind is a case of.
     *
     * @param constant the more general kind
     * @param fixed the values of some of its arguments; the others are those of the same name
     */
    record General(String constant, List<Fixed> fixed) {
        static final General NONE = new General("", List.of());
    }

    /** The value that an argument of a more general kind has. */
    record Fixed(String attribute, Object value) {}

    /** The argument of a name in documents. */
    Optional<ObjectArgument> argument(String key) {
        return arguments.stream().filter(argument -> argument.key().equals(key)).findFirst();
    }

    /** The arguments in an order: that of TensorFlow has the seed last. */
    List<ObjectArgument> arguments(boolean isSeedLast) {
        return isSeedLast
                ? tensorFlowKeys.stream()
                        .map(key -> argument(key).orElseThrow())
                        .toList()
                : arguments;
    }

    /** All names under which systems know it: of the class, in snake_case, as TensorFlow calls its second versions. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (String name : List.of(className, oldClassName)) {
            names.add(name);
            names.add(snakeCase(name));
            names.add(name + "V2");
        }
        names.add(snakeCase(className) + "V2");
        names.addAll(otherNames);
        return names;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
