package io.github.normwright.examples.benchmarks.nd4j;

import io.github.normwright.examples.benchmarks.peer.Output;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalization as Deeplearning4j does it: mean and variance are operations of their own, then come {@code batchnorm} and
 * {@code batchnorm_bp}. All outputs are given. Moving statistics are left to the caller, where ours updates them.
 */
final class Nd4jPeer implements Peer {

    private final int channelAxis;
    private final int[] reducedAxes;
    private final INDArray x;
    private final INDArray dy;
    private final INDArray y;
    private final INDArray dx;
    private final INDArray gamma;
    private final INDArray beta;
    private final INDArray mean;
    private final INDArray variance;
    private final INDArray movingMean;
    private final INDArray movingVariance;
    private final INDArray meanGradient;
    private final INDArray varianceGradient;
    private final INDArray gammaGradient;
    private final INDArray betaGradient;

    Nd4jPeer(Workload workload, Tensors tensors) {
        Nd4j.getEnvironment().setMaxThreads(workload.threads());
        Nd4j.getEnvironment().setMaxMasterThreads(workload.threads());
        List<Integer> sizes = workload.shape().sizes(workload.layout());
        channelAxis = workload.isChannelsLast() ? sizes.size() - 1 : 1;
        reducedAxes = IntStream.range(0, sizes.size())
                .filter(axis -> axis != channelAxis)
                .toArray();
        long[] shape = sizes.stream().mapToLong(Integer::longValue).toArray();
        NumberArray<?> variables = NumberArray.ofVariables(workload.dtype());
        x = array(tensors.x()).reshape(shape);
        dy = array(tensors.dy()).reshape(shape);
        y = x.dup();
        dx = x.dup();
        gamma = array(variables.rounded(tensors.gamma()));
        beta = array(variables.rounded(tensors.beta()));
        movingMean = array(variables.rounded(tensors.movingMean()));
        movingVariance = array(variables.rounded(tensors.movingVariance()));
        mean = gamma.dup();
        variance = gamma.dup();
        meanGradient = gamma.dup();
        varianceGradient = gamma.dup();
        gammaGradient = gamma.dup();
        betaGradient = gamma.dup();
    }

    private static INDArray array(Object values) {
        return values instanceof float[] floats
                ? Nd4j.createFromArray(floats)
                : Nd4j.createFromArray((double[]) values);
    }

    @Override
    public Runnable train() {
        return this::normalizeByBatch;
    }

    @Override
    public Runnable infer() {
        return () -> normalize(movingMean, movingVariance);
    }

    @Override
    public Runnable backward() {
        return this::differentiate;
    }

    private void normalizeByBatch() {
        Nd4j.getExecutioner().exec(new Mean(x, mean, reducedAxes));
        Nd4j.getExecutioner().exec(new Variance(x, variance, false, reducedAxes));
        normalize(mean, variance);
    }

    private void normalize(INDArray means, INDArray variances) {
        Nd4j.exec(DynamicCustomOp.builder("batchnorm")
                .addInputs(x, means, variances, gamma, beta)
                .addOutputs(y)
                .addIntegerArguments(1, 1, channelAxis)
                .addFloatingPointArguments(Tensors.EPSILON)
                .build());
    }

    private void differentiate() {
        Nd4j.exec(DynamicCustomOp.builder("batchnorm_bp")
                .addInputs(x, mean, variance, gamma, beta, dy)
                .addOutputs(dx, meanGradient, varianceGradient, gammaGradient, betaGradient)
                .addIntegerArguments(1, 1, channelAxis)
                .addFloatingPointArguments(Tensors.EPSILON)
                .build());
    }

    @Override
    public double[] output(Output output) {
        INDArray array = switch (output) {
            case Y -> y;
            case DX -> dx;
            case RESIDUAL_GRADIENT -> throw new IllegalArgumentException("a second input is refused");
            case GAMMA_GRADIENT -> gammaGradient;
            case BETA_GRADIENT -> betaGradient;
        };
        return array.reshape(array.length()).toDoubleVector();
    }
}
