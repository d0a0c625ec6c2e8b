package io.github.normwright.processor.elementary;

import io.github.normwright.processor.ir.Expr;

/** Receives the steps of a formula. */
public interface Locals {

    /**
     * Gives a step a name.
     *
     * @param name the name, or the beginning of it if that is taken
     * @param value what it computes, over the operand and steps before it
     * @return a reference to it
     */
    Expr define(String name, Expr value);
}
