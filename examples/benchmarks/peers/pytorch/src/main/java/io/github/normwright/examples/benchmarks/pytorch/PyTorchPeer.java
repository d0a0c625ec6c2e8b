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
import io.github.normwright.examples.benchmarks.workload.LayerShape;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The operators that stand under PyTorch's layers, called from TorchScript: DJL itself offers but the forward one of batch
 * normalization, and only with outputs of its own.
 */
final class PyTorchPeer implements Peer {

    private final Workload workload;
    private final TorchOperators operators;
    private final PtNDManager manager;

    /** By the names that the operators have for them. */
    private final Map<String, NDArray> tensors = new HashMap<>();

    private TorchScript lastForward;

    PyTorchPeer(Workload workload, Tensors numbers) {
        this.workload = workload;
        operators = TorchOperators.of(workload);
        lastForward = operators.training();
        // Its libraries are on the class path.
        System.setProperty("ai.djl.offline", "true");
        manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
        JniUtils.setNumThreads(workload.threads());
        tensors.put("x", tensor(numbers.x()));
        tensors.put("dy", tensor(numbers.dy()));
        tensors.put(
                "y",
                tensor(NumberArray.of(workload.dtype()).zeros(workload.shape().elements())));
        tensors.put("gamma", variable(numbers.gamma()));
        tensors.put("beta", variable(numbers.beta()));
        tensors.put("moving_mean", variable(numbers.movingMean()));
        tensors.put("moving_variance", variable(numbers.movingVariance()));
        for (String statistic : List.of("mean", "inverse_stddev", "unused_mean", "unused_inverse_stddev")) {
            tensors.put(statistic, variable(numbers.movingMean()));
        }
    }

    /** PyTorch knows its format channels_last by the strides. */
    private NDArray tensor(Object values) {
        LayerShape shape = workload.shape();
        long[] sizes = workload.isMatrix()
                ? new long[] {shape.valuesPerChannel(), shape.channels()}
                : shape.sizes(workload.layout()).stream()
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
        return workload.layout() == Layout.NHWC && !workload.isMatrix();
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
        TorchScript script = new TorchScript(
                List.of("x"),
                List.of("converted"),
                "converted = torch.to(x, %d, False, True, None)".formatted(scalarType(dtype)));
        return load(script)
                .forward(new IValue[] {IValue.from((PtNDArray) array)})
                .toTensor(manager);
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
    public Runnable train() {
        return forward(operators.training());
    }

    @Override
    public Runnable infer() {
        return forward(operators.inference());
    }

    private Runnable forward(TorchScript script) {
        Runnable call = call(script);
        return () -> {
            lastForward = script;
            call.run();
        };
    }

    /** Takes from one more training call what PyTorch keeps for the gradient. */
    @Override
    public Runnable backward() {
        List<String> results = operators.training().results();
        List<NDArray> values = results(operators.training());
        for (int i = 1; i < results.size(); i++) {
            tensors.put(results.get(i), values.get(i));
        }
        return call(operators.backward());
    }

    private Runnable call(TorchScript script) {
        PtSymbolBlock module = load(script);
        IValue[] arguments = arguments(script);
        return () -> module.forward(arguments).close();
    }

    private List<NDArray> results(TorchScript script) {
        try (IValue results = load(script).forward(arguments(script))) {
            return script.results().size() == 1
                    ? List.of(results.toTensor(manager))
                    : Stream.of(results.toIValueTuple())
                            .map(value -> (NDArray) value.toTensor(manager))
                            .toList();
        }
    }

    private IValue[] arguments(TorchScript script) {
        return script.arguments().stream()
                .map(name -> IValue.from((PtNDArray) tensors.get(name)))
                .toArray(IValue[]::new);
    }

    private PtSymbolBlock load(TorchScript script) {
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(script.archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Computes it once more, for most calls leave nothing. */
    @Override
    public double[] output(Output output) {
        return switch (output) {
            case Y -> read(results(lastForward).get(0), isChannelsLastImage());
            case DX -> read(results(operators.backward()).get(0), isChannelsLastImage());
            case GAMMA_GRADIENT -> read(results(operators.backward()).get(1), false);
            case BETA_GRADIENT -> read(results(operators.backward()).get(2), false);
            case RESIDUAL_GRADIENT -> throw new IllegalArgumentException("a second input is refused");
        };
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
