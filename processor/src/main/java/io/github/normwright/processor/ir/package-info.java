/**
 * The mathematics of a layer as data: values over sets of axes, elementwise maps, reductions and updates of variables.
 *
 * <p>Takes formulas from the variants, which write them with {@link io.github.normwright.processor.ir.AlgorithmBuilder};
 * gives immutable {@link io.github.normwright.processor.ir.Algorithm}s to the gradient, the interpreter and the planner.
 * Nothing here knows a loop, a memory layout or a line of Java: those belong to the plan and to the emitters.
 */
package io.github.normwright.processor.ir;
