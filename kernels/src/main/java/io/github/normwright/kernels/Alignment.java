package io.github.normwright.kernels;

/**
 * Where vectors should start so that none of them touches two lines of the cache. A store across lines takes twice as
 * long, which shows once an array is larger than the first caches. For generated code.
 *
 * <p>Java does not tell where an array lies. Large ones are given whole regions or pages of the heap by most collectors
 * (G1, ZGC, Shenandoah), behind a header of {@value #HEADER_BYTES} bytes, so that is what is assumed of them. Where it
 * does not hold, nothing but time is lost.
 */
public final class Alignment {

    private static final int LINE_BYTES = 64;
    private static final int HEADER_BYTES = 16;

    /** From which size on arrays are taken to be large: half of the smallest region of G1. */
    private static final int LARGE_BYTES = 1 << 19;

    private Alignment() {}

    /**
     * How many elements to skip.
     *
     * @param array an array
     * @param index where in it a pass starts
     * @return how many elements stand between the index and the next line; 0 to 15
     */
    public static int lead(float[] array, int index) {
        return lead(array.length, index, Float.BYTES, LINE_BYTES);
    }

    /**
     * How many elements to skip.
     *
     * @param array an array
     * @param index where in it a pass starts
     * @return how many elements stand between the index and the next line; 0 to 7
     */
    public static int lead(double[] array, int index) {
        return lead(array.length, index, Double.BYTES, LINE_BYTES);
    }

    /**
     * How many elements to skip, for vectors half as long as a line.
     *
     * @param array an array of 16-bit elements
     * @param index where in it a pass starts
     * @return how many elements stand between the index and the next half of a line; 0 to 15
     */
    public static int lead(short[] array, int index) {
        return lead(array.length, index, Short.BYTES, LINE_BYTES / 2);
    }

    private static int lead(int length, int index, int elementBytes, int unit) {
        if (length < LARGE_BYTES / elementBytes) {
            return 0;
        }
        return (-(index + HEADER_BYTES / elementBytes)) & (unit / elementBytes - 1);
    }
}
