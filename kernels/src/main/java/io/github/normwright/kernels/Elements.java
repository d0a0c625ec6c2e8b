package io.github.normwright.kernels;

import io.github.normwright.api.DType;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * How numbers stand in the arrays of a dtype, for code that works with any. Immutable.
 *
 * @param <A> the array type
 */
public final class Elements<A> {

    /** Of float32. */
    public static final Elements<float[]> FLOAT32 = new Elements<>(
            DType.FLOAT32,
            float[]::new,
            array -> array.length,
            (array, index) -> array[index],
            (array, index, value) -> array[index] = (float) value);

    /** Of float64. */
    public static final Elements<double[]> FLOAT64 = new Elements<>(
            DType.FLOAT64,
            double[]::new,
            array -> array.length,
            (array, index) -> array[index],
            (array, index, value) -> array[index] = value);

    /** Of float16. */
    public static final Elements<short[]> FLOAT16 = new Elements<>(
            DType.FLOAT16,
            short[]::new,
            array -> array.length,
            (array, index) -> Float16.toFloat(array[index]),
            (array, index, value) -> array[index] = Float16.fromFloat(toOdd(value)));

    /** Of bfloat16. */
    public static final Elements<short[]> BFLOAT16 = new Elements<>(
            DType.BFLOAT16,
            short[]::new,
            array -> array.length,
            (array, index) -> BFloat16.toFloat(array[index]),
            (array, index, value) -> array[index] = BFloat16.fromFloat(toOdd(value)));

    private interface Getter<A> {
        double get(A array, int index);
    }

    private interface Setter<A> {
        void set(A array, int index, double value);
    }

    private final DType dtype;
    private final IntFunction<A> allocation;
    private final ToIntFunction<A> length;
    private final Getter<A> getter;
    private final Setter<A> setter;

    private Elements(
            DType dtype, IntFunction<A> allocation, ToIntFunction<A> length, Getter<A> getter, Setter<A> setter) {
        this.dtype = dtype;
        this.allocation = allocation;
        this.length = length;
        this.getter = getter;
        this.setter = setter;
    }

    /**
     * Those of a dtype.
     *
     * @param dtype the dtype
     * @return how its numbers stand in arrays
     */
    public static Elements<?> of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
            case FLOAT16 -> FLOAT16;
            case BFLOAT16 -> BFLOAT16;
        };
    }

    /**
     * The dtype.
     *
     * @return that of the numbers
     */
    public DType dtype() {
        return dtype;
    }

    /**
     * An array of zeros.
     *
     * @param length how many
     * @return a new array
     */
    public A zeros(int length) {
        return allocation.apply(length);
    }

    /**
     * Numbers as an array.
     *
     * @param values the numbers
     * @return a new array of the numbers of the dtype nearest to them, each rounded once
     */
    public A of(double... values) {
        A array = zeros(values.length);
        for (int i = 0; i < values.length; i++) {
            setter.set(array, i, values[i]);
        }
        return array;
    }

    /**
     * The length of an array.
     *
     * @param array the array
     * @return how many numbers it holds
     */
    public int length(A array) {
        return length.applyAsInt(array);
    }

    /**
     * The numbers in an array.
     *
     * @param array the array
     * @return a new array of its numbers, exactly
     */
    public double[] toDoubles(A array) {
        double[] values = new double[length(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = getter.get(array, i);
        }
        return values;
    }

    /**
     * A float that rounds to a narrower type as the double does: where it is not exact, its last bit is set, so that no halfway
     * case comes from rounding (Boldo and Melquiond, "When double rounding is odd", 2005).
     */
    private static float toOdd(double value) {
        float nearest = (float) value;
        if (nearest == value || Double.isNaN(value)) {
            return nearest;
        }
        float towardsZero = Math.abs((double) nearest) > Math.abs(value) ? Math.nextAfter(nearest, 0.0) : nearest;
        return Float.intBitsToFloat(Float.floatToRawIntBits(towardsZero) | 1);
    }
}
