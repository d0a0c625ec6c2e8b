package io.github.normwright.examples.digits;

import org.ejml.data.FMatrixRMaj;

/**
 * A layer of a {@link Network}. Its input is x, its output y, both with one row for each sample of a batch; dx and dy
 * are the gradients of the loss with respect to them, and have their shapes.
 */
interface Layer {

    /** From x to y, keeping what {@link #backward} needs. */
    FMatrixRMaj train(FMatrixRMaj x);

    /** From x to y, keeping nothing and changing nothing. */
    FMatrixRMaj infer(FMatrixRMaj x);

    /** From dy to dx for the last {@link #train}, keeping the gradients of the parameters for {@link #step}. */
    FMatrixRMaj backward(FMatrixRMaj dy);

    /** Moves the parameters against their gradients, as far as the learning rate says. */
    void step(float rate);
}
