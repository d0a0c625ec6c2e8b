package io.github.normwright.examples.benchmarks.onnxruntime;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A model of one node, BatchNormalization of operator set 15, from X to Y. The numbers of fields are those of onnx.proto.
 *
 * @param workload the shape and dtype
 * @param tensors the parameters, which become part of the model
 */
record OnnxModel(Workload workload, Tensors tensors) {

    static final String INPUT = "X";
    static final String OUTPUT = "Y";

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 15;
    private static final int FLOAT_ATTRIBUTE = 1;
    private static final int FLOAT32 = 1;
    private static final int FLOAT64 = 11;

    byte[] toBytes() {
        return new ProtobufMessage()
                .number(1, IR_VERSION)
                .message(7, graph())
                .message(8, new ProtobufMessage().text(1, "").number(2, OPERATOR_SET))
                .toBytes();
    }

    private ProtobufMessage graph() {
        return new ProtobufMessage()
                .message(1, node())
                .text(2, "normalization")
                .message(5, initializer("gamma", tensors.gamma()))
                .message(5, initializer("beta", tensors.beta()))
                .message(5, initializer("mean", tensors.movingMean()))
                .message(5, initializer("variance", tensors.movingVariance()))
                .message(11, value(INPUT))
                .message(12, value(OUTPUT));
    }

    private static ProtobufMessage node() {
        ProtobufMessage epsilon = new ProtobufMessage()
                .text(1, "epsilon")
                .number(2, (float) Tensors.EPSILON)
                .number(20, FLOAT_ATTRIBUTE);
        return new ProtobufMessage()
                .text(1, INPUT)
                .text(1, "gamma")
                .text(1, "beta")
                .text(1, "mean")
                .text(1, "variance")
                .text(2, OUTPUT)
                .text(4, "BatchNormalization")
                .message(5, epsilon);
    }

    private ProtobufMessage initializer(String name, double[] values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (workload.dtype() == DType.FLOAT64) {
                data.putDouble(value);
            } else {
                data.putFloat((float) value);
            }
        }
        byte[] bytes = new byte[data.position()];
        data.flip().get(bytes);
        return new ProtobufMessage()
                .number(1, values.length)
                .number(2, elementType())
                .text(8, name)
                .bytes(9, bytes);
    }

    private ProtobufMessage value(String name) {
        ProtobufMessage shape = new ProtobufMessage();
        for (int size : workload.shape().sizes(Layout.NCHW)) {
            shape.message(1, new ProtobufMessage().number(1, size));
        }
        ProtobufMessage tensor = new ProtobufMessage().number(1, elementType()).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }

    private int elementType() {
        return workload.dtype() == DType.FLOAT64 ? FLOAT64 : FLOAT32;
    }
}
