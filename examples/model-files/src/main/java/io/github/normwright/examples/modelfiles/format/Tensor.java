package io.github.normwright.examples.modelfiles.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Numbers in a shape, dense and row-major, as a file holds them. Immutable. */
public final class Tensor {

    private final TensorInfo info;
    private final ByteBuffer data;

    /**
     * @param info what it is
     * @param data its little-endian bytes, which belong to the tensor from now on
     * @throws IllegalArgumentException if the bytes are too many or too few
     */
    Tensor(TensorInfo info, ByteBuffer data) {
        if (data.remaining() != info.bytes()) {
            throw new IllegalArgumentException(info + " holds " + info.bytes() + " bytes, found " + data.remaining());
        }
        this.info = info;
        this.data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A tensor of numbers.
     *
     * @param name its name
     * @param type a floating-point type, to which the numbers are rounded
     * @param shape its sizes
     * @param values the numbers, row-major
     * @return the tensor
     * @throws IllegalArgumentException if there are too many values or too few
     */
    public static Tensor of(String name, ElementType type, List<Integer> shape, double... values) {
        TensorInfo info = new TensorInfo(name, type, shape);
        if (values.length != info.elements()) {
            throw new IllegalArgumentException(info + " holds " + info.elements() + " values, found " + values.length);
        }
        ByteBuffer data = ByteBuffer.allocate(info.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            type.put(data, i, values[i]);
        }
        return new Tensor(info, data);
    }

    /**
     * What it is.
     *
     * @return name, type and shape
     */
    public TensorInfo info() {
        return info;
    }

    /**
     * The same numbers under another name.
     *
     * @param name the name
     * @return a tensor that shares its bytes with this one
     */
    public Tensor named(String name) {
        return new Tensor(new TensorInfo(name, info.type(), info.shape()), data.duplicate());
    }

    /**
     * The bytes.
     *
     * @return a read-only view, little-endian
     */
    public ByteBuffer bytes() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The numbers, exactly.
     *
     * @return a new array, row-major
     * @throws IllegalArgumentException if the elements are not floating-point numbers
     */
    public double[] toDoubles() {
        double[] values = new double[info.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = info.type().get(data, i);
        }
        return values;
    }

    /**
     * The numbers, exactly.
     *
     * @return a new array, row-major
     * @throws IllegalArgumentException if the elements are not floating-point numbers that fit into a float
     */
    public float[] toFloats() {
        if (!info.type().fitsInto(ElementType.FLOAT32)) {
            throw new IllegalArgumentException(info.type() + " does not fit into a float");
        }
        float[] values = new float[info.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) info.type().get(data, i);
        }
        return values;
    }

    @Override
    public String toString() {
        return info.name() + ": " + info;
    }
}
