/**
 * From the compiler's model of an annotation to plain values, each with an anchor that says where it stands in the source:
 * the only package that reads {@code javax.lang.model}.
 *
 * <p>Takes annotated elements; gives {@link io.github.normwright.processor.read.RawSpec}s. Judges nothing.
 */
package io.github.normwright.processor.read;
