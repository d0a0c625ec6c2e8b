package io.github.normwright.examples.tuner;

import io.github.normwright.api.DType;
import io.github.normwright.kernels.BFloat16;
import io.github.normwright.kernels.Float16;
import java.lang.reflect.Array;
import java.util.Random;

/** Arrays of the elements of a dtype. */
final class Elements {

    private Elements() {}

    /** An array of zeros for a tensor. */
    static Object zeros(DType dtype, int length) {
        return switch (dtype) {
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
            case FLOAT16, BFLOAT16 -> new short[length];
        };
    }

    /** Numbers from -1 to 1, the same for each seed. */
    static Object random(DType dtype, int length, long seed) {
        Random random = new Random(seed);
        Object array = zeros(dtype, length);
        for (int i = 0; i < length; i++) {
            float value = 2 * random.nextFloat() - 1;
            switch (dtype) {
                case FLOAT32 -> ((float[]) array)[i] = value;
                case FLOAT64 -> ((double[]) array)[i] = value;
                case FLOAT16 -> ((short[]) array)[i] = Float16.fromFloat(value);
                case BFLOAT16 -> ((short[]) array)[i] = BFloat16.fromFloat(value);
            }
        }
        return array;
    }

    /** Ones in the type of a layer's variables. */
    static Object ones(DType dtype, int length) {
        Object array = zeros(dtype == DType.FLOAT64 ? dtype : DType.FLOAT32, length);
        for (int i = 0; i < length; i++) {
            Array.setByte(array, i, (byte) 1);
        }
        return array;
    }

    /** A copy of an array. */
    static Object copy(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }
}
