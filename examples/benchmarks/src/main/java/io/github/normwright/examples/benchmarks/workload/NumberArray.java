package io.github.normwright.examples.benchmarks.workload;

import io.github.normwright.api.DType;
import io.github.normwright.kernels.BFloat16;
import io.github.normwright.kernels.Float16;
import java.lang.reflect.Array;

/**
 * How the numbers of a dtype stand in arrays.
 *
 * @param <A> the array type
 */
public interface NumberArray<A> {

    /** {@code float[]}. */
    NumberArray<float[]> FLOAT32 = new NumberArray<>() {
        @Override
        public float[] zeros(int length) {
            return new float[length];
        }

        @Override
        public void set(float[] array, int index, double value) {
            array[index] = (float) value;
        }

        @Override
        public double get(float[] array, int index) {
            return array[index];
        }

        @Override
        public int bytesPerValue() {
            return Float.BYTES;
        }
    };

    /** {@code double[]}. */
    NumberArray<double[]> FLOAT64 = new NumberArray<>() {
        @Override
        public double[] zeros(int length) {
            return new double[length];
        }

        @Override
        public void set(double[] array, int index, double value) {
            array[index] = value;
        }

        @Override
        public double get(double[] array, int index) {
            return array[index];
        }

        @Override
        public int bytesPerValue() {
            return Double.BYTES;
        }
    };

    /** {@code short[]} of IEEE 754 binary16. */
    NumberArray<short[]> FLOAT16 = new SixteenBits(Float16::fromFloat, Float16::toFloat);

    /** {@code short[]} of the upper halves of float32. */
    NumberArray<short[]> BFLOAT16 = new SixteenBits(BFloat16::fromFloat, BFloat16::toFloat);

    /** The arrays of a dtype. */
    static NumberArray<?> of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
            case FLOAT16 -> FLOAT16;
            case BFLOAT16 -> BFLOAT16;
        };
    }

    /** The arrays of the variables of a layer. */
    static NumberArray<?> ofVariables(DType dtype) {
        return dtype == DType.FLOAT64 ? FLOAT64 : FLOAT32;
    }

    /** A new array. */
    A zeros(int length);

    /** Rounds a number and stores it. */
    void set(A array, int index, double value);

    /** Reads a number. */
    double get(A array, int index);

    /** The size of a number. */
    int bytesPerValue();

    /** A new array of rounded numbers. */
    default A rounded(double[] values) {
        A array = zeros(values.length);
        for (int i = 0; i < values.length; i++) {
            set(array, i, values[i]);
        }
        return array;
    }

    /** All numbers of an array. */
    default double[] values(A array) {
        double[] values = new double[Array.getLength(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(array, i);
        }
        return values;
    }

    /** To 16 bits. */
    interface ToShort {
        short convert(float value);
    }

    /** From 16 bits. */
    interface ToFloat {
        float convert(short bits);
    }

    /** Arrays of 16-bit numbers. */
    record SixteenBits(ToShort toShort, ToFloat toFloat) implements NumberArray<short[]> {
        @Override
        public short[] zeros(int length) {
            return new short[length];
        }

        @Override
        public void set(short[] array, int index, double value) {
            array[index] = toShort.convert((float) value);
        }

        @Override
        public double get(short[] array, int index) {
            return toFloat.convert(array[index]);
        }

        @Override
        public int bytesPerValue() {
            return Short.BYTES;
        }
    }
}
