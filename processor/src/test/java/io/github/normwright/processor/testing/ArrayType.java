package io.github.normwright.processor.testing;

import io.github.normwright.api.DType;
import io.github.normwright.kernels.BFloat16;
import io.github.normwright.kernels.Float16;
import java.lang.reflect.Array;
import java.util.function.IntToDoubleFunction;

/** How numbers stand in the arrays of a dtype. */
enum ArrayType {
    FLOAT32 {
        @Override
        void put(Object array, int index, double value) {
            ((float[]) array)[index] = (float) value;
        }

        @Override
        IntToDoubleFunction reader(Object array) {
            float[] values = (float[]) array;
            return index -> values[index];
        }
    },
    FLOAT64 {
        @Override
        void put(Object array, int index, double value) {
            ((double[]) array)[index] = value;
        }

        @Override
        IntToDoubleFunction reader(Object array) {
            double[] values = (double[]) array;
            return index -> values[index];
        }
    },
    FLOAT16 {
        @Override
        void put(Object array, int index, double value) {
            ((short[]) array)[index] = Float16.fromFloat((float) value);
        }

        @Override
        IntToDoubleFunction reader(Object array) {
            short[] values = (short[]) array;
            return index -> Float16.toFloat(values[index]);
        }
    },
    BFLOAT16 {
        @Override
        void put(Object array, int index, double value) {
            ((short[]) array)[index] = BFloat16.fromFloat((float) value);
        }

        @Override
        IntToDoubleFunction reader(Object array) {
            short[] values = (short[]) array;
            return index -> BFloat16.toFloat(values[index]);
        }
    };

    static ArrayType of(DType dtype) {
        return valueOf(dtype.name());
    }

    /** The arrays of variables and arguments of layers of a dtype. */
    static ArrayType ofParameters(DType dtype) {
        return dtype == DType.FLOAT64 ? FLOAT64 : FLOAT32;
    }

    abstract void put(Object array, int index, double value);

    abstract IntToDoubleFunction reader(Object array);

    Object array(double[] values) {
        Class<?> element = this == FLOAT32 ? float.class : this == FLOAT64 ? double.class : short.class;
        Object array = Array.newInstance(element, values.length);
        for (int i = 0; i < values.length; i++) {
            put(array, i, values[i]);
        }
        return array;
    }

    double[] doubles(Object array) {
        IntToDoubleFunction reader = reader(array);
        double[] values = new double[Array.getLength(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.applyAsDouble(i);
        }
        return values;
    }

    /** Values as they come out of an array. */
    double[] rounded(double[] values) {
        return doubles(array(values));
    }
}
