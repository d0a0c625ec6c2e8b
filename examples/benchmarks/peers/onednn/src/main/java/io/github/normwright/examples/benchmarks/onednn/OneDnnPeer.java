package io.github.normwright.examples.benchmarks.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Output;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.workload.LayerShape;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** A layer of oneDNN: the primitives of its normalization, with their tensors. */
final class OneDnnPeer implements Peer {

    private final engine engine = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0);
    private final stream stream = new stream(engine);
    private final Workload workload;
    private final OneDnnPrimitives primitives;
    private final memory.desc order;
    private final memory.desc plainOrder;
    private final OneDnnTensor x;
    private final OneDnnTensor y;
    private final OneDnnTensor dy;
    private final OneDnnTensor dx;
    private final OneDnnTensor gamma;
    private final OneDnnTensor beta;
    private final OneDnnTensor mean;
    private final OneDnnTensor variance;
    private final OneDnnTensor movingMean;
    private final OneDnnTensor movingVariance;
    private final OneDnnTensor gammaGradient;
    private final OneDnnTensor betaGradient;

    OneDnnPeer(Workload workload, Tensors tensors, boolean isBlocked) {
        this.workload = workload;
        plainOrder = order(plainTag());
        order = isBlocked ? order(memory.format_tag.nChw16c) : plainOrder;
        primitives = OneDnnPrimitives.of(workload.normalization(), engine, order);
        x = tensor(tensors.x());
        dy = tensor(tensors.dy());
        y = tensor();
        dx = tensor();
        gamma = vector(tensors.gamma());
        beta = vector(tensors.beta());
        movingMean = vector(tensors.movingMean());
        movingVariance = vector(tensors.movingVariance());
        mean = vector(new double[statistics()]);
        variance = vector(new double[statistics()]);
        gammaGradient = vector(new double[workload.shape().channels()]);
        betaGradient = vector(new double[workload.shape().channels()]);
    }

    private int statistics() {
        LayerShape shape = workload.shape();
        return switch (workload.normalization()) {
            case BATCH -> shape.channels();
            case LAYER, RMS -> shape.valuesPerChannel();
            case GROUP -> shape.batch() * Workload.GROUPS;
        };
    }

    private memory.format_tag plainTag() {
        if (workload.isMatrix()) {
            return memory.format_tag.nc;
        }
        return workload.layout() == Layout.NHWC ? memory.format_tag.nhwc : memory.format_tag.nchw;
    }

    private memory.desc order(memory.format_tag tag) {
        LayerShape shape = workload.shape();
        long[] sizes = workload.isMatrix()
                ? new long[] {shape.valuesPerChannel(), shape.channels()}
                : shape.sizes(Layout.NCHW).stream()
                        .mapToLong(Integer::longValue)
                        .toArray();
        return new memory.desc(sizes, dataType(), tag);
    }

    private memory.data_type dataType() {
        return switch (workload.dtype()) {
            case FLOAT32 -> memory.data_type.f32;
            case FLOAT16 -> memory.data_type.f16;
            case BFLOAT16 -> memory.data_type.bf16;
            case FLOAT64 -> throw new IllegalArgumentException("float64 is refused");
        };
    }

    private OneDnnTensor tensor(Object values) {
        OneDnnTensor tensor = tensor();
        tensor.write(values);
        return tensor;
    }

    /** Filled, so that the first call does not wait for the system to provide memory. */
    private OneDnnTensor tensor() {
        OneDnnTensor tensor = new OneDnnTensor(workload.dtype(), engine, stream, order, plainOrder);
        tensor.write(NumberArray.of(workload.dtype()).zeros(workload.shape().elements()));
        return tensor;
    }

    private OneDnnTensor vector(double[] values) {
        memory.desc vector = new memory.desc(new long[] {values.length}, memory.data_type.f32, memory.format_tag.x);
        OneDnnTensor tensor = new OneDnnTensor(DType.FLOAT32, engine, stream, vector, vector);
        tensor.write(NumberArray.FLOAT32.rounded(values));
        return tensor;
    }

    @Override
    public Runnable train() {
        return call(primitives.training(), forward(mean, variance));
    }

    @Override
    public Runnable infer() {
        return call(
                primitives.inference(),
                workload.normalization() == Normalization.BATCH ? forward(movingMean, movingVariance) : forward());
    }

    @Override
    public Runnable backward() {
        Map<Integer, OneDnnTensor> arguments = new HashMap<>(Map.of(
                DNNL_ARG_SRC, x,
                DNNL_ARG_DIFF_DST, dy,
                DNNL_ARG_DIFF_SRC, dx,
                DNNL_ARG_SCALE, gamma,
                DNNL_ARG_DIFF_SCALE, gammaGradient));
        if (workload.normalization().hasBeta()) {
            arguments.put(DNNL_ARG_DIFF_SHIFT, betaGradient);
        }
        addStatistics(arguments, mean, variance);
        return call(primitives.backward(), arguments);
    }

    private Map<Integer, OneDnnTensor> forward(OneDnnTensor usedMean, OneDnnTensor usedVariance) {
        Map<Integer, OneDnnTensor> arguments = forward();
        addStatistics(arguments, usedMean, usedVariance);
        return arguments;
    }

    private Map<Integer, OneDnnTensor> forward() {
        Map<Integer, OneDnnTensor> arguments = new HashMap<>(Map.of(
                DNNL_ARG_SRC, x,
                DNNL_ARG_DST, y,
                DNNL_ARG_SCALE, gamma));
        if (workload.normalization().hasBeta()) {
            arguments.put(DNNL_ARG_SHIFT, beta);
        }
        return arguments;
    }

    /** RMS normalization has no mean. */
    private void addStatistics(Map<Integer, OneDnnTensor> arguments, OneDnnTensor usedMean, OneDnnTensor usedVariance) {
        if (workload.normalization() != Normalization.RMS) {
            arguments.put(DNNL_ARG_MEAN, usedMean);
        }
        arguments.put(DNNL_ARG_VARIANCE, usedVariance);
    }

    private OneDnnCall call(primitive primitive, Map<Integer, OneDnnTensor> arguments) {
        return new OneDnnCall(primitive, stream, arguments);
    }

    @Override
    public double[] output(Output output) {
        int elements = workload.shape().elements();
        int channels = workload.shape().channels();
        return switch (output) {
            case Y -> y.read(elements);
            case DX -> dx.read(elements);
            case RESIDUAL_GRADIENT -> throw new IllegalArgumentException("a second input is refused");
            case GAMMA_GRADIENT -> gammaGradient.read(channels);
            case BETA_GRADIENT -> betaGradient.read(channels);
        };
    }
}
