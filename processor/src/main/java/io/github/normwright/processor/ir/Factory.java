package io.github.normwright.processor.ir;

import java.util.List;

/**
 * How an object is made that generated code attaches to a variable.
 *
 * @param type the name of the class that makes it, without a package for one of the run time; or the full name of a user's
 *     own class, which then has a constructor without parameters
 * @param method the static method that makes it; empty for a user's class
 * @param arguments what the method is given: doubles, integers, longs, enum constants of the API, and other factories
 */
public record Factory(String type, String method, List<Object> arguments) {

    public Factory {
        arguments = List.copyOf(arguments);
    }

    /** An object of a user's class. */
    public static Factory ofClass(String name) {
        return new Factory(name, "", List.of());
    }

    /** Whether it is one of a user's class. */
    public boolean isCustom() {
        return method.isEmpty();
    }
}
