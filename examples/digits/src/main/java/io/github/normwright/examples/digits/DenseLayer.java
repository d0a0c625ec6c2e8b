package io.github.normwright.examples.digits;

import static org.ejml.dense.row.CommonOps_FDRM.mult;
import static org.ejml.dense.row.CommonOps_FDRM.multTransA;
import static org.ejml.dense.row.CommonOps_FDRM.multTransB;
import static org.ejml.dense.row.CommonOps_FDRM.sumCols;

import java.util.Random;
import org.ejml.data.FMatrixRMaj;

/** A fully connected layer: {@code y = x weights + bias}. */
final class DenseLayer implements Layer {

    /** Inputs x outputs. */
    final FMatrixRMaj weights;

    /** 1 x outputs. */
    final FMatrixRMaj bias;

    final FMatrixRMaj weightsGradient;
    final FMatrixRMaj biasGradient;

    private final Velocity weightsVelocity;
    private final Velocity biasVelocity;

    private FMatrixRMaj x;

    /**
     * A layer with a bias of 0 and normally distributed weights. Their variance is 1 / inputs, so that an output varies
     * as much as an input does.
     */
    DenseLayer(int inputs, int outputs, Random random) {
        weights = new FMatrixRMaj(inputs, outputs);
        for (int i = 0; i < weights.data.length; i++) {
            weights.data[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
        }
        bias = new FMatrixRMaj(1, outputs);
        weightsGradient = weights.createLike();
        biasGradient = bias.createLike();
        weightsVelocity = new Velocity(inputs * outputs);
        biasVelocity = new Velocity(outputs);
    }

    @Override
    public FMatrixRMaj train(FMatrixRMaj x) {
        this.x = x;
        return infer(x);
    }

    @Override
    public FMatrixRMaj infer(FMatrixRMaj x) {
        FMatrixRMaj y = new FMatrixRMaj(x.numRows, weights.numCols);
        mult(x, weights, y);
        for (int row = 0; row < y.numRows; row++) {
            for (int column = 0; column < y.numCols; column++) {
                y.data[row * y.numCols + column] += bias.data[column];
            }
        }
        return y;
    }

    @Override
    public FMatrixRMaj backward(FMatrixRMaj dy) {
        multTransA(x, dy, weightsGradient);
        sumCols(dy, biasGradient);
        FMatrixRMaj dx = x.createLike();
        multTransB(dy, weights, dx);
        return dx;
    }

    @Override
    public void step(float rate) {
        add(weights, -rate, weightsVelocity.follow(weightsGradient.data));
        add(bias, -rate, biasVelocity.follow(biasGradient.data));
    }

    private static void add(FMatrixRMaj parameter, float factor, float[] delta) {
        for (int i = 0; i < delta.length; i++) {
            parameter.data[i] += factor * delta[i];
        }
    }
}
