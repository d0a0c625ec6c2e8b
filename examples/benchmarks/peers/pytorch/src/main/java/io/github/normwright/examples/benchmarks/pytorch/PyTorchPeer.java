package io.github.normwright.examples.benchmarks.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Output;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The operators that stand under {@code torch.nn.BatchNorm2d}, called from TorchScript: DJL itself offers the forward one only, and
 * only with outputs of its own. Forward calls get their outputs; PyTorch has a gradient only with outputs of its own. Training updates the
 * moving statistics.
 */
final class PyTorchPeer implements Peer {

    private final Workload workload;
    private final PtNDManager manager;
    private final NDArray x;
    private final NDArray dy;
    private final NDArray y;
    private final NDArray gamma;
    private final NDArray beta;
    private final NDArray movingMean;
    private final NDArray movingVariance;
    private final NDArray mean;
    private final NDArray inverseStddev;

    PyTorchPeer(Workload workload, Tensors tensors) {
        this.workload = workload;
        // Its libraries are on the class path.
        System.setProperty("ai.djl.offline", "true");
        manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
        JniUtils.setNumThreads(workload.threads());
        x = tensor(tensors.x());
        dy = tensor(tensors.dy());
        y = tensor(NumberArray.of(workload.dtype()).zeros(workload.shape().elements()));
        gamma = variable(tensors.gamma());
        beta = variable(tensors.beta());
        movingMean = variable(tensors.movingMean());
        movingVariance = variable(tensors.movingVariance());
        mean = variable(tensors.movingMean());
        inverseStddev = variable(tensors.movingMean());
    }

    /** PyTorch knows its format channels_last by the strides. */
    private NDArray tensor(Object values) {
        long[] sizes = workload.shape().sizes(workload.layout()).stream()
                .mapToLong(Integer::longValue)
                .toArray();
        NDArray tensor = array(doubles(NumberArray.of(workload.dtype()), values), new Shape(sizes), workload.dtype());
        return isChannelsLastImage() ? tensor.transpose(0, 3, 1, 2) : tensor;
    }

    @SuppressWarnings("unchecked")
    private static <A> double[] doubles(NumberArray<A> numbers, Object values) {
        return numbers.values((A) values);
    }

    private boolean isChannelsLastImage() {
        return workload.layout() == Layout.NHWC && !workload.shape().isDense();
    }

    private NDArray variable(double[] values) {
        DType dtype = workload.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        return array(values, new Shape(values.length), dtype);
    }

    private NDArray array(double[] values, Shape shape, DType dtype) {
        // Through float64, for DJL takes no 16-bit numbers from Java. The conversion copies into PyTorch's own memory.
        DoubleBuffer buffer = ByteBuffer.allocateDirect(Math.toIntExact(shape.size() * Double.BYTES))
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer();
        buffer.put(values).flip();
        return converted(manager.create(buffer, shape, DataType.FLOAT64), dtype);
    }

    /** A copy in another dtype, made by a module: DJL's own conversion ends the process where it should give bfloat16. */
    private NDArray converted(NDArray array, DType dtype) {
        TorchScript script =
                new TorchScript(List.of("x"), 1, "torch.to(x, %d, False, True, None)".formatted(scalarType(dtype)));
        return load(script).forward(values(array)).toTensor(manager);
    }

    /** The number of a dtype in {@code c10::ScalarType}. */
    private static int scalarType(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 5;
            case FLOAT32 -> 6;
            case FLOAT64 -> 7;
            case BFLOAT16 -> 15;
        };
    }

    @Override
    public Runnable call(Direction direction) {
        return switch (direction) {
            case TRAIN -> forward(true);
            case INFER -> forward(false);
            case BACKWARD -> call(backward(), backwardArguments());
        };
    }

    private Runnable forward(boolean isTraining) {
        String call = String.format(
                Locale.ROOT,
                "torch.native_batch_norm(x, gamma, beta, moving_mean, moving_variance, %s, %s, %s, out=y, save_mean=mean,"
                        + " save_invstd=inverse_stddev)",
                isTraining ? "True" : "False",
                1 - Tensors.MOMENTUM,
                Tensors.EPSILON);
        List<String> names =
                List.of("x", "gamma", "beta", "moving_mean", "moving_variance", "y", "mean", "inverse_stddev");
        // Inference gives statistics, too, which must not replace those that the gradient needs.
        NDArray savedMean = isTraining ? mean : mean.duplicate();
        NDArray savedInverseStddev = isTraining ? inverseStddev : inverseStddev.duplicate();
        return call(
                load(new TorchScript(names, 3, call)),
                values(x, gamma, beta, movingMean, movingVariance, y, savedMean, savedInverseStddev));
    }

    private PtSymbolBlock backward() {
        String call = "torch.native_batch_norm_backward(dy, x, gamma, moving_mean, moving_variance, mean,"
                + " inverse_stddev, True, " + Tensors.EPSILON + ", [True, True, True])";
        List<String> names = List.of("dy", "x", "gamma", "moving_mean", "moving_variance", "mean", "inverse_stddev");
        return load(new TorchScript(names, 3, call));
    }

    private IValue[] backwardArguments() {
        return values(dy, x, gamma, movingMean, movingVariance, mean, inverseStddev);
    }

    private PtSymbolBlock load(TorchScript script) {
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(script.archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IValue[] values(NDArray... arrays) {
        return Stream.of(arrays).map(array -> IValue.from((PtNDArray) array)).toArray(IValue[]::new);
    }

    private static Runnable call(PtSymbolBlock module, IValue[] arguments) {
        return () -> module.forward(arguments).close();
    }

    @Override
    public double[] output(Output output) {
        if (output == Output.Y) {
            return read(y, isChannelsLastImage());
        }
        try (IValue results = backward().forward(backwardArguments())) {
            int index = List.of(Output.DX, Output.GAMMA_GRADIENT, Output.BETA_GRADIENT)
                    .indexOf(output);
            NDArray gradient = results.toIValueTuple()[index].toTensor(manager);
            return read(gradient, output == Output.DX && isChannelsLastImage());
        }
    }

    private double[] read(NDArray tensor, boolean isChannelsLast) {
        NDArray inOrder = isChannelsLast ? tensor.transpose(0, 2, 3, 1) : tensor;
        return converted(inOrder, DType.FLOAT64).toDoubleArray();
    }

    @Override
    public void close() {
        manager.close();
    }
}
