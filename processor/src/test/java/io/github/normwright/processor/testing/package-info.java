/**
 * What the tests are made of: layers as sources, as formulas and as compiled classes, and comparisons between them.
 *
 * <p>Published for the authors of variants, who use {@link io.github.normwright.processor.testing.VariantTests}.
 */
package io.github.normwright.processor.testing;
