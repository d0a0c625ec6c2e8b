/**
 * Teaches a small network to read handwritten digits, with and without batch normalization, and draws what difference
 * it makes. Normwright generates the normalization, EJML multiplies the matrices, and everything else is here.
 *
 * <p>It is the first experiment of Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by
 * Reducing Internal Covariate Shift" (2015), section 4.1, on smaller digits and with smaller layers: three hidden
 * layers of sigmoid units. Read in this order:
 *
 * <ol>
 *   <li>{@link io.github.normwright.examples.digits.HiddenNorm} - the annotation from which a layer is generated;
 *   <li>{@link io.github.normwright.examples.digits.BatchNormalizationLayer} - the generated layer at work;
 *   <li>{@link io.github.normwright.examples.digits.Layer}, {@link io.github.normwright.examples.digits.DenseLayer},
 *       {@link io.github.normwright.examples.digits.SigmoidLayer} - its neighbours;
 *   <li>{@link io.github.normwright.examples.digits.Network}, {@link io.github.normwright.examples.digits.CrossEntropy},
 *       {@link io.github.normwright.examples.digits.Velocity} - what they form, what it minimizes, and how;
 *   <li>{@link io.github.normwright.examples.digits.Digits}, {@link io.github.normwright.examples.digits.Training} - the
 *       data, and the loop over it;
 *   <li>{@link io.github.normwright.examples.digits.Main}, {@link io.github.normwright.examples.digits.Runs},
 *       {@link io.github.normwright.examples.digits.Picture} - the experiment and its results.
 * </ol>
 *
 * <p>All matrices are row-major {@code float} with one row for each sample. The numbers are the same on every machine,
 * JDK and kernel: every sum has a fixed order, and every random number comes from a seed.
 */
package io.github.normwright.examples.digits;
