package io.github.normwright.examples.benchmarks.tensorflow;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Output;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.LayerShape;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A session whose graph has FusedBatchNormV3 for training and for inference, and FusedBatchNormGradV3. Every call is fed with
 * tensors, which copies nothing; TensorFlow allocates its outputs itself, and frees them where nobody fetches them.
 *
 * @param <T> the type of inputs and outputs
 */
final class TensorFlowPeer<T extends TNumber> implements Peer {

    private final Workload workload;
    private final String dataFormat;
    private final Graph graph = new Graph();
    private final Ops ops = Ops.create(graph);
    private final Session session;
    private final Map<Operand<?>, Tensor> inputs = new LinkedHashMap<>();
    private final Map<Operand<?>, Tensor> gradientInputs = new LinkedHashMap<>();
    private final FusedBatchNorm<T, TFloat32> training;
    private final FusedBatchNorm<T, TFloat32> inference;
    private final FusedBatchNormGrad<T, TFloat32> gradient;
    private Direction last = Direction.INFER;

    TensorFlowPeer(Class<T> type, Workload workload, Tensors tensors) {
        this.workload = workload;
        dataFormat = workload.isChannelsLast() ? "NHWC" : "NCHW";
        session = new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(workload.threads())
                        .setInterOpParallelismThreads(1)
                        .build());
        Operand<T> x = input(type, RawTensors.of(type, shape(), tensors.x()));
        Operand<TFloat32> gamma = input(tensors.gamma());
        Operand<TFloat32> beta = input(tensors.beta());
        Operand<TFloat32> mean = input(tensors.movingMean());
        Operand<TFloat32> variance = input(tensors.movingVariance());
        training = normalization(true, x, gamma, beta, mean, variance);
        inference = normalization(false, x, gamma, beta, mean, variance);
        gradientInputs.putAll(inputs);
        Operand<T> dy = Placeholder.create(ops.scope(), type);
        gradientInputs.put(dy, RawTensors.of(type, shape(), tensors.dy()));
        gradient = gradient(x, dy, gamma);
    }

    /** Dense layers are images of one pixel. */
    private Shape shape() {
        LayerShape shape = workload.shape();
        return shape.isDense()
                ? Shape.of(shape.batch(), 1, 1, shape.channels())
                : Shape.of(shape.sizes(workload.layout()).stream()
                        .mapToLong(Integer::longValue)
                        .toArray());
    }

    private Operand<TFloat32> input(double[] values) {
        float[] floats = NumberArray.FLOAT32.rounded(values);
        return input(TFloat32.class, RawTensors.of(TFloat32.class, Shape.of(floats.length), floats));
    }

    private <U extends TNumber> Operand<U> input(Class<U> type, Tensor value) {
        Placeholder<U> placeholder = Placeholder.create(ops.scope(), type);
        inputs.put(placeholder, value);
        return placeholder;
    }

    private FusedBatchNorm<T, TFloat32> normalization(
            boolean isTraining,
            Operand<T> x,
            Operand<TFloat32> gamma,
            Operand<TFloat32> beta,
            Operand<TFloat32> mean,
            Operand<TFloat32> variance) {
        return FusedBatchNorm.create(
                ops.scope(),
                x,
                gamma,
                beta,
                mean,
                variance,
                FusedBatchNorm.epsilon((float) Tensors.EPSILON),
                FusedBatchNorm.exponentialAvgFactor(isTraining ? (float) (1 - Tensors.MOMENTUM) : 1f),
                FusedBatchNorm.dataFormat(dataFormat),
                FusedBatchNorm.isTraining(isTraining));
    }

    /** Takes from one training call what TensorFlow keeps for the gradient. */
    private FusedBatchNormGrad<T, TFloat32> gradient(Operand<T> x, Operand<T> dy, Operand<TFloat32> gamma) {
        Result kept = runner(inputs)
                .fetch(training.reserveSpace1())
                .fetch(training.reserveSpace2())
                .fetch(training.reserveSpace3())
                .run();
        Operand<TFloat32> mean = Placeholder.create(ops.scope(), TFloat32.class);
        Operand<TFloat32> variance = Placeholder.create(ops.scope(), TFloat32.class);
        Operand<TFloat32> rest = Placeholder.create(ops.scope(), TFloat32.class);
        gradientInputs.put(mean, kept.get(0));
        gradientInputs.put(variance, kept.get(1));
        gradientInputs.put(rest, kept.get(2));
        return FusedBatchNormGrad.create(
                ops.scope(),
                dy,
                x,
                gamma,
                mean,
                variance,
                rest,
                FusedBatchNormGrad.epsilon((float) Tensors.EPSILON),
                FusedBatchNormGrad.dataFormat(dataFormat),
                FusedBatchNormGrad.isTraining(true));
    }

    private Session.Runner runner(Map<Operand<?>, Tensor> feeds) {
        Session.Runner runner = session.runner();
        feeds.forEach(runner::feed);
        return runner;
    }

    @Override
    public Runnable train() {
        return () -> run(Direction.TRAIN, runner(inputs).addTarget(training));
    }

    @Override
    public Runnable infer() {
        return () -> run(Direction.INFER, runner(inputs).addTarget(inference));
    }

    @Override
    public Runnable backward() {
        return () -> run(Direction.BACKWARD, runner(gradientInputs).addTarget(gradient));
    }

    private void run(Direction direction, Session.Runner runner) {
        last = direction;
        runner.run().close();
    }

    /** Computes it once more, for calls do not fetch what they compute. */
    @Override
    public double[] output(Output output) {
        return switch (output) {
            case Y -> fetch(inputs, (last == Direction.TRAIN ? training : inference).y(), workload.dtype());
            case RESIDUAL_GRADIENT -> throw new IllegalArgumentException("a second input is refused");
            case DX -> fetch(gradientInputs, gradient.xBackprop(), workload.dtype());
            case GAMMA_GRADIENT -> fetch(gradientInputs, gradient.scaleBackprop(), DType.FLOAT32);
            case BETA_GRADIENT -> fetch(gradientInputs, gradient.offsetBackprop(), DType.FLOAT32);
        };
    }

    private double[] fetch(Map<Operand<?>, Tensor> feeds, Operand<?> output, DType dtype) {
        try (Result result = runner(feeds).fetch(output).run()) {
            return RawTensors.toDoubles(result.get(0), dtype);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
