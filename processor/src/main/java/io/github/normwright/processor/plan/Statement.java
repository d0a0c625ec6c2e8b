package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;

/** A statement in a loop nest. Names mean elements at the indices of the loops around. */
public sealed interface Statement {

    /** What the statement evaluates. */
    Expr value();

    /** The same statement with another expression. */
    Statement withValue(Expr value);

    /** A local value. */
    record Define(String name, Expr value) implements Statement {
        @Override
        public Statement withValue(Expr newValue) {
            return new Define(name, newValue);
        }
    }

    /** A reduction as the algorithm has it; a rewrite replaces it by sums. */
    record Reduce(Definition definition) implements Statement {
        @Override
        public Expr value() {
            return definition.value();
        }

        @Override
        public Statement withValue(Expr newValue) {
            if (definition instanceof Definition.Moments moments) {
                return new Reduce(new Definition.Moments(moments.mean(), moments.variance(), newValue, moments.over()));
            }
            Definition.Sum sum = (Definition.Sum) definition;
            return new Reduce(new Definition.Sum(sum.name(), newValue, sum.over()));
        }
    }

    /** Adds to an element of a partial sum, which starts at zero. */
    record Accumulate(String target, Expr value) implements Statement {
        @Override
        public Statement withValue(Expr newValue) {
            return new Accumulate(target, newValue);
        }
    }

    /** Writes an element of an array. */
    record Store(String target, Expr value) implements Statement {
        @Override
        public Statement withValue(Expr newValue) {
            return new Store(target, newValue);
        }
    }
}
