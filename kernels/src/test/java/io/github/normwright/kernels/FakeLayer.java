package io.github.normwright.kernels;

import io.github.normwright.api.KernelChoice;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import java.util.List;

/** A layer that has a name and can do nothing. */
abstract class FakeLayer implements NormalizationLayer<float[], float[]> {

    @Override
    public String name() {
        return getClass().getSimpleName();
    }

    @Override
    public List<Integer> shape() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Variable<float[]>> variables() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TrainingContext<float[]> newContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void train(float[] x, int xOffset, float[] y, int yOffset, int[] sizes, TrainingContext<float[]> context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void infer(float[] x, int xOffset, float[] y, int yOffset, int[] sizes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void infer(float[] x, int xOffset, float[] y, int yOffset, int[] sizes, TrainingContext<float[]> context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void backward(float[] dy, int dyOffset, float[] dx, int dxOffset, TrainingContext<float[]> context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KernelChoice kernel() {
        throw new UnsupportedOperationException();
    }
}
