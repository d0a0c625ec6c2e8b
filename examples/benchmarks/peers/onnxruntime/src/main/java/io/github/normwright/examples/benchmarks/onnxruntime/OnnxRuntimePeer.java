package io.github.normwright.examples.benchmarks.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Output;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** A session of ONNX Runtime, with input and output in direct buffers, so that a call copies nothing. */
final class OnnxRuntimePeer implements Peer {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Workload workload;
    private final OrtSession session;
    private final ByteBuffer y;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    OnnxRuntimePeer(Workload workload, Tensors tensors) throws OrtException {
        this.workload = workload;
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(workload.threads());
        options.setInterOpNumThreads(1);
        session = environment.createSession(new OnnxModel(workload, tensors).toBytes(), options);
        ByteBuffer x = buffer();
        if (tensors.x() instanceof float[] floats) {
            x.asFloatBuffer().put(floats);
        } else {
            x.asDoubleBuffer().put((double[]) tensors.x());
        }
        y = buffer();
        inputs = Map.of(OnnxModel.INPUT, tensor(x));
        outputs = Map.of(OnnxModel.OUTPUT, tensor(y));
    }

    private ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(Math.toIntExact(workload.bytes())).order(ByteOrder.nativeOrder());
    }

    private OnnxTensor tensor(ByteBuffer data) throws OrtException {
        long[] sizes = workload.shape().sizes(Layout.NCHW).stream()
                .mapToLong(Integer::longValue)
                .toArray();
        OnnxJavaType type = workload.dtype() == DType.FLOAT64 ? OnnxJavaType.DOUBLE : OnnxJavaType.FLOAT;
        return OnnxTensor.createTensor(environment, data, sizes, type);
    }

    @Override
    public Runnable train() {
        throw new UnsupportedOperationException("inference only");
    }

    @Override
    public Runnable infer() {
        return this::run;
    }

    @Override
    public Runnable backward() {
        throw new UnsupportedOperationException("inference only");
    }

    private void run() {
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            if (result.size() != 1) {
                throw new IllegalStateException("expected one output, found " + result.size());
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public double[] output(Output output) {
        double[] values = new double[workload.shape().elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = workload.dtype() == DType.FLOAT64 ? y.getDouble(i * Double.BYTES) : y.getFloat(i * Float.BYTES);
        }
        return values;
    }
}
