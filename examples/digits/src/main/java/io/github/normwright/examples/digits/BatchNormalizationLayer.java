package io.github.normwright.examples.digits;

import org.ejml.data.FMatrixRMaj;

/**
 * The generated batch normalization as a layer of the network. A matrix of EJML keeps its values in a plain array,
 * which is all that the generated layer asks for.
 */
final class BatchNormalizationLayer implements Layer {

    final HiddenNormFloat32 norm = HiddenNormFloat32.create();
    final HiddenNormFloat32.Context context = norm.newContext();

    private final Velocity gammaVelocity = new Velocity(HiddenNorm.UNITS);
    private final Velocity betaVelocity = new Velocity(HiddenNorm.UNITS);

    @Override
    public FMatrixRMaj train(FMatrixRMaj x) {
        FMatrixRMaj y = x.createLike();
        norm.train(x.data, y.data, x.numRows, context);
        return y;
    }

    @Override
    public FMatrixRMaj infer(FMatrixRMaj x) {
        FMatrixRMaj y = x.createLike();
        norm.infer(x.data, y.data, x.numRows);
        return y;
    }

    @Override
    public FMatrixRMaj backward(FMatrixRMaj dy) {
        FMatrixRMaj dx = dy.createLike();
        norm.backward(dy.data, dx.data, context);
        return dx;
    }

    @Override
    public void step(float rate) {
        norm.gamma().add(-rate, gammaVelocity.follow(context.gammaGradient()));
        norm.beta().add(-rate, betaVelocity.follow(context.betaGradient()));
    }
}
