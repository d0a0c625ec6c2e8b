package io.github.normwright.examples.digits;

import static io.github.normwright.api.Shape.DYNAMIC;

import io.github.normwright.api.BatchNormalization;

/**
 * Normalizes the inputs of a hidden layer's sigmoids, batch x {@value #UNITS}. From this, the annotation processor
 * writes the class {@link HiddenNormFloat32}.
 *
 * <p>The momentum is lower than Keras' default of 0.99: an epoch has only 24 batches here, and the moving statistics
 * would stay behind for several epochs.
 */
@BatchNormalization(
        shape = {DYNAMIC, HiddenNorm.UNITS},
        momentum = 0.9)
interface HiddenNorm {

    /** The units of a hidden layer. */
    int UNITS = 64;
}
