package io.github.normwright.examples.digits;

import org.ejml.data.FMatrixRMaj;

/** The logistic function of each value: {@code y = 1 / (1 + exp(-x))}. */
final class SigmoidLayer implements Layer {

    private FMatrixRMaj y;

    @Override
    public FMatrixRMaj train(FMatrixRMaj x) {
        y = infer(x);
        return y;
    }

    @Override
    public FMatrixRMaj infer(FMatrixRMaj x) {
        FMatrixRMaj result = x.createLike();
        for (int i = 0; i < result.data.length; i++) {
            // Math.exp may differ from machine to machine in the last bit; StrictMath.exp may not.
            result.data[i] = (float) (1 / (1 + StrictMath.exp(-x.data[i])));
        }
        return result;
    }

    @Override
    public FMatrixRMaj backward(FMatrixRMaj dy) {
        FMatrixRMaj dx = dy.createLike();
        for (int i = 0; i < dx.data.length; i++) {
            dx.data[i] = dy.data[i] * y.data[i] * (1 - y.data[i]);
        }
        return dx;
    }

    /** Has no parameters. */
    @Override
    public void step(float rate) {}
}
