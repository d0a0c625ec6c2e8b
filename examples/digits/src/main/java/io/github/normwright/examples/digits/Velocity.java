package io.github.normwright.examples.digits;

/**
 * The memory of gradient descent with momentum, for one parameter: the sum of its gradients, each old one counted less
 * with every step. It evens out the differences between batches. Not to be confused with the momentum of a batch
 * normalization, which is that of the moving statistics.
 */
final class Velocity {

    private static final float MOMENTUM = 0.9f;

    private final float[] velocity;

    /** Starts at rest. */
    Velocity(int size) {
        velocity = new float[size];
    }

    /**
     * Takes the next gradient.
     *
     * @return the direction in which the loss grows, overwritten by the next call
     */
    float[] follow(float[] gradient) {
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = MOMENTUM * velocity[i] + gradient[i];
        }
        return velocity;
    }
}
