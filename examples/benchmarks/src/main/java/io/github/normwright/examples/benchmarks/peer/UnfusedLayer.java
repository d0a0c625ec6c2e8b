package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;

/**
 * Our layer without what a fused one does beside, followed by passes over its output that do it: as frameworks run a
 * normalization, a sum in place, and an activation in place.
 */
final class UnfusedLayer implements Peer {

    private final boolean hasResidual;
    private final GeneratedLayer<?, ?> layer;
    private final ElementwisePasses passes;
    private final float[] y;
    private final float[] dy;
    private final float[] residual;

    /** The gradient of what the activation is applied to: of the layer's output, and of the residual, too. */
    private final float[] sumGradient;

    UnfusedLayer(Workload workload, Tensors tensors) {
        int elements = workload.shape().elements();
        hasResidual = workload.fusion().hasResidual();
        passes = new ElementwisePasses(GeneratedLayer.threads(workload));
        y = new float[elements];
        sumGradient = new float[elements];
        dy = (float[]) tensors.dy();
        residual = (float[]) tensors.residual();
        layer = GeneratedLayer.open(
                new LayerSource(workload.withoutFusion(), LayerVariant.STATIC),
                tensors.with(tensors.x(), sumGradient),
                y,
                new float[elements],
                LayerCompiler.compiled());
    }

    @Override
    public Runnable train() {
        return forward(layer.train());
    }

    @Override
    public Runnable infer() {
        return forward(layer.infer());
    }

    private Runnable forward(Runnable normalization) {
        return () -> {
            normalization.run();
            if (hasResidual) {
                passes.add(y, residual);
            }
            passes.relu(y);
        };
    }

    @Override
    public Runnable backward() {
        Runnable gradient = layer.backward();
        return () -> {
            passes.reluGradient(dy, y, sumGradient);
            gradient.run();
        };
    }

    @Override
    public double[] output(Output output) {
        return output == Output.RESIDUAL_GRADIENT ? NumberArray.FLOAT32.values(sumGradient) : layer.output(output);
    }
}
