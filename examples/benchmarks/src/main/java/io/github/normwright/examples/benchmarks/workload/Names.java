package io.github.normwright.examples.benchmarks.workload;

import java.util.Locale;
import java.util.StringJoiner;

/** Names of constants as they stand in options and tables: {@code add-relu}. */
final class Names {

    private Names() {}

    /** The name of a constant. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of a name.
     *
     * @param type its type
     * @param kind what the type is, for the message
     * @param name the name
     * @return the constant
     * @throws IllegalArgumentException if there is none of that name
     */
    static <E extends Enum<E>> E parse(Class<E> type, String kind, String name) {
        StringJoiner names = new StringJoiner(", ");
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(name)) {
                return constant;
            }
            names.add(of(constant));
        }
        throw new IllegalArgumentException("expected a " + kind + " out of " + names + ", found " + name);
    }
}
