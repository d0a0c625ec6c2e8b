/**
 * From plain values to a specification that can be built, or to what is wrong with it.
 *
 * <p>Takes {@link io.github.normwright.processor.read.RawSpec}s; gives an immutable
 * {@link io.github.normwright.processor.validate.LayerSpec} or
 * {@link io.github.normwright.processor.validate.Problem}s. Pure: prints nothing, writes nothing, and looks at anchors
 * only to pass them on.
 */
package io.github.normwright.processor.validate;
