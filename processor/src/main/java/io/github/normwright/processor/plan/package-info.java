/**
 * From mathematics to loops. A {@link io.github.normwright.processor.plan.Program} starts as one plain loop nest for each
 * formula, in the order of memory, and becomes a schedule through small named rewrites, each a class of its own, in the
 * order that {@link io.github.normwright.processor.plan.Schedule} gives. The printed plan after each of them can be read
 * and is tested. Where several schedules fit, {@link io.github.normwright.processor.plan.cost.CostModel} or a measurement
 * decides. Programs of one gradient that run along the same rows are then done together
 * ({@link io.github.normwright.processor.plan.SharedRows}), and may share their sums
 * ({@link io.github.normwright.processor.plan.SumsInOnePass}), which also says how plain Java takes such a pass apart. Last of
 * all, what can be is done for one row after the other ({@link io.github.normwright.processor.plan.rewrite.RowByRow}).
 *
 * <p>Takes an {@link io.github.normwright.processor.ir.Algorithm} and a
 * {@link io.github.normwright.processor.plan.Layout}; gives a program for the emitters, which turn it into Java without
 * deciding anything about order.
 *
 * <p>What a plan fixes, and what therefore decides every bit of a result, is the same for scalar and vector code: tiles,
 * lanes and the order in which sums are combined.
 */
package io.github.normwright.processor.plan;
