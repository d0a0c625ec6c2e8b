package io.github.normwright.processor.ir;

import java.util.List;

/** A named value that an algorithm computes, from operands and from definitions before it. */
public sealed interface Definition {

    /** The value the definition is computed from. */
    Expr value();

    /** The names it defines. */
    List<String> names();

    /** The axes it reduces; none for a map. */
    Axes over();

    /** An elementwise value. */
    record Map(String name, Expr value) implements Definition {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public Axes over() {
            return Axes.NONE;
        }
    }

    /** A sum along axes. */
    record Sum(String name, Expr value, Axes over) implements Definition {
        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /**
     * Mean and biased variance along axes.
     *
     * @param mean the name of the mean
     * @param variance the name of the mean of the squared deviations from the mean
     */
    record Moments(String mean, String variance, Expr value, Axes over) implements Definition {
        @Override
        public List<String> names() {
            return List.of(mean, variance);
        }
    }
}
