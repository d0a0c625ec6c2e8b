package io.github.normwright.examples.benchmarks.tensorflow;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.family.TType;

/** Copies Java arrays into tensors, and back. */
final class RawTensors {

    private RawTensors() {}

    /** A tensor with the numbers of a {@code float[]}, or of a {@code short[]} as they stand there. */
    static <T extends TType> T of(Class<T> type, Shape shape, Object values) {
        byte[] bytes;
        if (values instanceof float[] floats) {
            bytes = new byte[floats.length * Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer()
                    .put(floats);
        } else {
            short[] shorts = (short[]) values;
            bytes = new byte[shorts.length * Short.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.nativeOrder())
                    .asShortBuffer()
                    .put(shorts);
        }
        return Tensor.of(type, shape, DataBuffers.of(bytes));
    }

    static double[] toDoubles(Tensor tensor, DType dtype) {
        byte[] bytes = new byte[Math.toIntExact(tensor.numBytes())];
        tensor.asRawTensor().data().read(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        if (dtype == DType.FLOAT32) {
            float[] floats = new float[bytes.length / Float.BYTES];
            buffer.asFloatBuffer().get(floats);
            return NumberArray.FLOAT32.values(floats);
        }
        short[] shorts = new short[bytes.length / Short.BYTES];
        buffer.asShortBuffer().get(shorts);
        return (dtype == DType.FLOAT16 ? NumberArray.FLOAT16 : NumberArray.BFLOAT16).values(shorts);
    }
}
