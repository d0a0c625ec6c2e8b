/**
 * What a normalization variant implements: from a checked specification to the mathematics of a layer.
 *
 * <p>A variant is written against this package and {@link io.github.normwright.processor.ir} alone; batch normalization
 * is one too.
 */
package io.github.normwright.processor.spi;
