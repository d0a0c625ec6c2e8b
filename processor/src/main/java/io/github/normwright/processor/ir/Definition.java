package io.github.normwright.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A named value that an algorithm computes, from operands and from definitions before it. */
public sealed interface Definition {

    /** The value the definition is computed from. */
    Expr value();

    /** The names it defines. */
    List<String> names();

    /** The axes it reduces; none for a map. */
    Axes over();

    /** The same definition with each of its expressions replaced. */
    Definition map(UnaryOperator<Expr> replacement);

    /** All expressions that it is computed from. */
    default List<Expr> values() {
        return List.of(value());
    }

    /** The names that it refers to, in the order of their first use. */
    default Set<String> reads() {
        Set<String> names = new LinkedHashSet<>();
        values().forEach(value -> names.addAll(Exprs.names(value)));
        return names;
    }

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

        @Override
        public Definition map(UnaryOperator<Expr> replacement) {
            return new Map(name, replacement.apply(value));
        }
    }

    /** A sum along axes. */
    record Sum(String name, Expr value, Axes over) implements Definition {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public Definition map(UnaryOperator<Expr> replacement) {
            return new Sum(name, replacement.apply(value), over);
        }
    }

    /**
     * Mean and biased variance along axes. Where all weights are zero both are zero; without weights, those of no values
     * at all are not a number.
     *
     * @param mean the name of the mean
     * @param variance the name of the mean of the squared deviations from the mean
     * @param count the name of the number of values, or of the sum of their weights, if it is needed
     * @param weight how often each value counts, if that is not once; no gradient flows through it
     * @param isSynchronized whether the values of all replicas of the layer count, not only those of this one
     */
    record Moments(
            String mean,
            String variance,
            Optional<String> count,
            Expr value,
            Optional<Expr> weight,
            Axes over,
            boolean isSynchronized)
            implements Definition {

        /** The moments of values that count once, in this replica only. */
        public Moments(String mean, String variance, Expr value, Axes over) {
            this(mean, variance, Optional.empty(), value, Optional.empty(), over, false);
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>(List.of(mean, variance));
            count.ifPresent(names::add);
            return names;
        }

        @Override
        public List<Expr> values() {
            return weight.map(each -> List.of(value, each)).orElse(List.of(value));
        }

        @Override
        public Definition map(UnaryOperator<Expr> replacement) {
            return new Moments(
                    mean, variance, count, replacement.apply(value), weight.map(replacement), over, isSynchronized);
        }
    }

    /** The sum of a value over all replicas of the layer; the value itself where there is only one. */
    record ReplicaSum(String name, Expr value) implements Definition {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public Axes over() {
            return Axes.NONE;
        }

        @Override
        public Definition map(UnaryOperator<Expr> replacement) {
            return new ReplicaSum(name, replacement.apply(value));
        }
    }
}
