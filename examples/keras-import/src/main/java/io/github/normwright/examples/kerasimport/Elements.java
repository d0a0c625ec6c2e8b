package io.github.normwright.examples.kerasimport;

import io.github.normwright.kernels.BFloat16;
import io.github.normwright.kernels.Float16;

/**
 * How numbers are put into the arrays of a dtype, and taken out.
 *
 * @param <A> the array type
 */
public interface Elements<A> {

    /**
     * Numbers as an array.
     *
     * @param values the numbers
     * @return the same, rounded to the dtype
     */
    A of(double[] values);

    /**
     * An array of zeros.
     *
     * @param length how many
     * @return a new array
     */
    A zeros(int length);

    /**
     * The numbers in an array.
     *
     * @param array the array
     * @return its numbers, exactly
     */
    double[] toDoubles(A array);

    /** Of float32. */
    Elements<float[]> FLOAT32 = new Elements<>() {
        @Override
        public float[] of(double[] values) {
            float[] array = zeros(values.length);
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) values[i];
            }
            return array;
        }

        @Override
        public float[] zeros(int length) {
            return new float[length];
        }

        @Override
        public double[] toDoubles(float[] array) {
            double[] values = new double[array.length];
            for (int i = 0; i < array.length; i++) {
                values[i] = array[i];
            }
            return values;
        }
    };

    /** Of float64. */
    Elements<double[]> FLOAT64 = new Elements<>() {
        @Override
        public double[] of(double[] values) {
            return values.clone();
        }

        @Override
        public double[] zeros(int length) {
            return new double[length];
        }

        @Override
        public double[] toDoubles(double[] array) {
            return array.clone();
        }
    };

    /** Of float16. */
    Elements<short[]> FLOAT16 = new SixteenBits(Float16::fromFloat, Float16::toFloat);

    /** Of bfloat16. */
    Elements<short[]> BFLOAT16 = new SixteenBits(BFloat16::fromFloat, BFloat16::toFloat);

    /** To 16 bits. */
    interface ToShort {
        /**
         * Rounds.
         *
         * @param value a number
         * @return the bits of the nearest
         */
        short convert(float value);
    }

    /** From 16 bits. */
    interface ToFloat {
        /**
         * Widens.
         *
         * @param bits the bits of a number
         * @return the number
         */
        float convert(short bits);
    }

    /**
     * Arrays of 16-bit numbers.
     *
     * @param toShort how a number becomes bits
     * @param toFloat how bits become a number
     */
    record SixteenBits(ToShort toShort, ToFloat toFloat) implements Elements<short[]> {
        @Override
        public short[] of(double[] values) {
            short[] array = zeros(values.length);
            for (int i = 0; i < array.length; i++) {
                array[i] = toShort.convert((float) values[i]);
            }
            return array;
        }

        @Override
        public short[] zeros(int length) {
            return new short[length];
        }

        @Override
        public double[] toDoubles(short[] array) {
            double[] values = new double[array.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = toFloat.convert(array[i]);
            }
            return values;
        }
    }
}
