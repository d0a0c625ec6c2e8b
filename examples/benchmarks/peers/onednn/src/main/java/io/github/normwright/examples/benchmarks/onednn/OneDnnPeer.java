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
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.LayerShape;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.Map;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;

/**
 * Batch normalization of oneDNN. Its training call gives mean and variance of the batch and leaves moving statistics to
 * the caller, where ours updates them.
 */
final class OneDnnPeer implements Peer {

    private static final int SCALE_AND_SHIFT =
            normalization_flags.use_scale.value | normalization_flags.use_shift.value;

    private final engine engine = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0);
    private final stream stream = new stream(engine);
    private final Workload workload;
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
        x = tensor(tensors.x());
        dy = tensor(tensors.dy());
        y = tensor();
        dx = tensor();
        gamma = perChannel(tensors.gamma());
        beta = perChannel(tensors.beta());
        movingMean = perChannel(tensors.movingMean());
        movingVariance = perChannel(tensors.movingVariance());
        double[] zeros = new double[workload.shape().channels()];
        mean = perChannel(zeros);
        variance = perChannel(zeros);
        gammaGradient = perChannel(zeros);
        betaGradient = perChannel(zeros);
    }

    private memory.format_tag plainTag() {
        if (workload.shape().isDense()) {
            return memory.format_tag.nc;
        }
        return workload.layout() == Layout.NHWC ? memory.format_tag.nhwc : memory.format_tag.nchw;
    }

    private memory.desc order(memory.format_tag tag) {
        LayerShape shape = workload.shape();
        long[] sizes =
                shape.sizes(Layout.NCHW).stream().mapToLong(Integer::longValue).toArray();
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

    private OneDnnTensor perChannel(double[] values) {
        memory.desc vector = new memory.desc(new long[] {values.length}, memory.data_type.f32, memory.format_tag.x);
        OneDnnTensor tensor = new OneDnnTensor(DType.FLOAT32, engine, stream, vector, vector);
        tensor.write(NumberArray.FLOAT32.rounded(values));
        return tensor;
    }

    @Override
    public Runnable call(Direction direction) {
        return switch (direction) {
            case TRAIN -> training();
            case INFER -> inference();
            case BACKWARD -> backward();
        };
    }

    private OneDnnCall training() {
        return new OneDnnCall(
                new batch_normalization_forward(forward(prop_kind.forward_training, SCALE_AND_SHIFT)),
                stream,
                Map.of(
                        DNNL_ARG_SRC, x,
                        DNNL_ARG_DST, y,
                        DNNL_ARG_SCALE, gamma,
                        DNNL_ARG_SHIFT, beta,
                        DNNL_ARG_MEAN, mean,
                        DNNL_ARG_VARIANCE, variance));
    }

    private OneDnnCall inference() {
        int flags = SCALE_AND_SHIFT | normalization_flags.use_global_stats.value;
        return new OneDnnCall(
                new batch_normalization_forward(forward(prop_kind.forward_inference, flags)),
                stream,
                Map.of(
                        DNNL_ARG_SRC, x,
                        DNNL_ARG_DST, y,
                        DNNL_ARG_SCALE, gamma,
                        DNNL_ARG_SHIFT, beta,
                        DNNL_ARG_MEAN, movingMean,
                        DNNL_ARG_VARIANCE, movingVariance));
    }

    private OneDnnCall backward() {
        batch_normalization_backward.primitive_desc description = new batch_normalization_backward.primitive_desc(
                engine,
                prop_kind.backward.value,
                order,
                order,
                order,
                (float) Tensors.EPSILON,
                SCALE_AND_SHIFT,
                forward(prop_kind.forward_training, SCALE_AND_SHIFT));
        return new OneDnnCall(
                new batch_normalization_backward(description),
                stream,
                Map.of(
                        DNNL_ARG_SRC, x,
                        DNNL_ARG_DIFF_DST, dy,
                        DNNL_ARG_DIFF_SRC, dx,
                        DNNL_ARG_SCALE, gamma,
                        DNNL_ARG_MEAN, mean,
                        DNNL_ARG_VARIANCE, variance,
                        DNNL_ARG_DIFF_SCALE, gammaGradient,
                        DNNL_ARG_DIFF_SHIFT, betaGradient));
    }

    private batch_normalization_forward.primitive_desc forward(prop_kind kind, int flags) {
        return new batch_normalization_forward.primitive_desc(
                engine, kind.value, order, order, (float) Tensors.EPSILON, flags);
    }

    @Override
    public double[] output(Output output) {
        int elements = workload.shape().elements();
        int channels = workload.shape().channels();
        return switch (output) {
            case Y -> y.read(elements);
            case DX -> dx.read(elements);
            case GAMMA_GRADIENT -> gammaGradient.read(channels);
            case BETA_GRADIENT -> betaGradient.read(channels);
        };
    }
}
