package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A statement in a loop nest. Names mean elements at the indices of the loops around. */
public sealed interface Statement {

    /** What the statement evaluates. */
    Expr value();

    /** The same statement with each of its expressions replaced. */
    Statement map(UnaryOperator<Expr> replacement);

    /** The names it refers to, in the order of their first use. */
    default Set<String> reads() {
        return Exprs.names(value());
    }

    /** A local value. */
    record Define(String name, Expr value) implements Statement {
        @Override
        public Statement map(UnaryOperator<Expr> replacement) {
            return new Define(name, replacement.apply(value));
        }
    }

    /** A reduction as the algorithm has it; a rewrite replaces it by sums. */
    record Reduce(Definition definition) implements Statement {
        @Override
        public Expr value() {
            return definition.value();
        }

        @Override
        public Set<String> reads() {
            return definition.reads();
        }

        @Override
        public Statement map(UnaryOperator<Expr> replacement) {
            return new Reduce(definition.map(replacement));
        }
    }

    /** Adds to an element of a partial sum, which starts at zero. */
    record Accumulate(String target, Expr value) implements Statement {
        @Override
        public Statement map(UnaryOperator<Expr> replacement) {
            return new Accumulate(target, replacement.apply(value));
        }
    }

    /** Writes an element of an array. */
    record Store(String target, Expr value) implements Statement {
        @Override
        public Statement map(UnaryOperator<Expr> replacement) {
            return new Store(target, replacement.apply(value));
        }
    }
}
