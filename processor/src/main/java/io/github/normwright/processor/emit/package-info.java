/**
 * From plans to Java: the only package that knows JavaPoet.
 *
 * <p>Takes a {@link io.github.normwright.processor.plan.LayerPlan} and the names of the classes to write; gives JavaPoet
 * files. Loops are emitted in one place, {@link io.github.normwright.processor.emit.NestEmitter}, whatever the target; a
 * {@link io.github.normwright.processor.emit.LaneTarget} knows how one target writes an operation, and no more.
 */
package io.github.normwright.processor.emit;
