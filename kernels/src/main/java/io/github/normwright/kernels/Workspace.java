package io.github.normwright.kernels;

import java.util.Arrays;

/** Working memory that grows to the largest size asked for, and stays. For generated code. */
public final class Workspace {

    private Workspace() {}

    /**
     * An array of at least some length.
     *
     * @param array the array used so far
     * @param length the length needed
     * @return the same array if it is long enough, else a new one of zeros
     */
    public static float[] atLeast(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    /**
     * An array of at least some length.
     *
     * @param array the array used so far
     * @param length the length needed
     * @return the same array if it is long enough, else a new one of zeros
     */
    public static double[] atLeast(double[] array, int length) {
        return array.length >= length ? array : new double[length];
    }

    /**
     * Copies values again and again, one copy behind the other.
     *
     * @param source the values
     * @param wrapped receives copies of the values as far as it has room, at least one
     * @param count how many values there are, at least 1
     */
    public static void wrap(float[] source, float[] wrapped, int count) {
        wrap(source, 0, wrapped, count);
    }

    /**
     * Copies values again and again, one copy behind the other.
     *
     * @param source holds the values
     * @param start where the first value stands
     * @param wrapped receives copies of the values as far as it has room, at least one
     * @param count how many values there are, at least 1
     */
    public static void wrap(float[] source, int start, float[] wrapped, int count) {
        System.arraycopy(source, start, wrapped, 0, count);
        repeat(wrapped, 0, count, wrapped.length);
    }

    /**
     * Copies rows of values, the values of each of them again and again, one copy behind the other.
     *
     * @param source holds the rows, {@code [row][value]}
     * @param count how many values a row has, at least 1
     * @param from the first row
     * @param to the row behind the last one
     * @param wrapped receives copies of the values of a row as far as it has room for it, {@code [row][length]}
     * @param length how much room it has for each row, at least for one copy
     */
    public static void wrap(float[] source, int count, int from, int to, float[] wrapped, int length) {
        wrap(source, 0, count, from, to, wrapped, length);
    }

    /**
     * As {@link #wrap(float[], int, int, int, float[], int)}, of rows that start somewhere in their array.
     *
     * @param source holds the rows
     * @param start where the first value of the first row stands
     * @param count how many values a row has, at least 1
     * @param from the first row
     * @param to the row behind the last one
     * @param wrapped receives copies of the values of a row as far as it has room for it, {@code [row][length]}
     * @param length how much room it has for each row, at least for one copy
     */
    public static void wrap(float[] source, int start, int count, int from, int to, float[] wrapped, int length) {
        for (int row = from; row < to; row++) {
            System.arraycopy(source, start + row * count, wrapped, row * length, count);
            repeat(wrapped, row * length, count, length);
        }
    }

    /**
     * Copies values again and again behind themselves.
     *
     * @param values holds the values, and receives the copies
     * @param start where the first value stands
     * @param count how many values there are, at least 1
     * @param length how many elements there are with all copies
     */
    public static void repeat(float[] values, int start, int count, int length) {
        for (int done = count; done < length; done *= 2) {
            System.arraycopy(values, start, values, start + done, Math.min(done, length - done));
        }
    }

    /**
     * Copies values again and again, one copy behind the other.
     *
     * @param source the values
     * @param wrapped receives copies of the values as far as it has room, at least one
     * @param count how many values there are, at least 1
     */
    public static void wrap(double[] source, double[] wrapped, int count) {
        wrap(source, 0, wrapped, count);
    }

    /**
     * Copies values again and again, one copy behind the other.
     *
     * @param source holds the values
     * @param start where the first value stands
     * @param wrapped receives copies of the values as far as it has room, at least one
     * @param count how many values there are, at least 1
     */
    public static void wrap(double[] source, int start, double[] wrapped, int count) {
        System.arraycopy(source, start, wrapped, 0, count);
        repeat(wrapped, 0, count, wrapped.length);
    }

    /**
     * Copies rows of values, the values of each of them again and again, one copy behind the other.
     *
     * @param source holds the rows, {@code [row][value]}
     * @param count how many values a row has, at least 1
     * @param from the first row
     * @param to the row behind the last one
     * @param wrapped receives copies of the values of a row as far as it has room for it, {@code [row][length]}
     * @param length how much room it has for each row, at least for one copy
     */
    public static void wrap(double[] source, int count, int from, int to, double[] wrapped, int length) {
        wrap(source, 0, count, from, to, wrapped, length);
    }

    /**
     * As {@link #wrap(double[], int, int, int, double[], int)}, of rows that start somewhere in their array.
     *
     * @param source holds the rows
     * @param start where the first value of the first row stands
     * @param count how many values a row has, at least 1
     * @param from the first row
     * @param to the row behind the last one
     * @param wrapped receives copies of the values of a row as far as it has room for it, {@code [row][length]}
     * @param length how much room it has for each row, at least for one copy
     */
    public static void wrap(double[] source, int start, int count, int from, int to, double[] wrapped, int length) {
        for (int row = from; row < to; row++) {
            System.arraycopy(source, start + row * count, wrapped, row * length, count);
            repeat(wrapped, row * length, count, length);
        }
    }

    /**
     * Copies values again and again behind themselves.
     *
     * @param values holds the values, and receives the copies
     * @param start where the first value stands
     * @param count how many values there are, at least 1
     * @param length how many elements there are with all copies
     */
    public static void repeat(double[] values, int start, int count, int length) {
        for (int done = count; done < length; done *= 2) {
            System.arraycopy(values, start, values, start + done, Math.min(done, length - done));
        }
    }

    /**
     * Copies values of groups, once for each member of a group, such as a channel.
     *
     * @param values the values, {@code [group]}
     * @param members how many members a group has, at least 1
     * @param from the first group
     * @param to the group behind the last one
     * @param copies receives the copies, {@code [group][member]}
     */
    public static void spread(float[] values, int members, int from, int to, float[] copies) {
        spread(values, 0, members, from, to, copies);
    }

    /**
     * As {@link #spread(float[], int, int, int, float[])}, of values that start somewhere in their array.
     *
     * @param values holds the values
     * @param start where the value of the first group stands
     * @param members how many members a group has, at least 1
     * @param from the first group
     * @param to the group behind the last one
     * @param copies receives the copies, {@code [group][member]}
     */
    public static void spread(float[] values, int start, int members, int from, int to, float[] copies) {
        for (int group = from; group < to; group++) {
            Arrays.fill(copies, group * members, (group + 1) * members, values[start + group]);
        }
    }

    /**
     * Copies values of groups, once for each member of a group, such as a channel.
     *
     * @param values the values, {@code [group]}
     * @param members how many members a group has, at least 1
     * @param from the first group
     * @param to the group behind the last one
     * @param copies receives the copies, {@code [group][member]}
     */
    public static void spread(double[] values, int members, int from, int to, double[] copies) {
        spread(values, 0, members, from, to, copies);
    }

    /**
     * As {@link #spread(double[], int, int, int, double[])}, of values that start somewhere in their array.
     *
     * @param values holds the values
     * @param start where the value of the first group stands
     * @param members how many members a group has, at least 1
     * @param from the first group
     * @param to the group behind the last one
     * @param copies receives the copies, {@code [group][member]}
     */
    public static void spread(double[] values, int start, int members, int from, int to, double[] copies) {
        for (int group = from; group < to; group++) {
            Arrays.fill(copies, group * members, (group + 1) * members, values[start + group]);
        }
    }

    /**
     * Statistics of at least some channels.
     *
     * @param moments the statistics used so far
     * @param channels how many channels are needed, at least 0
     * @return the same statistics if they have enough channels, else new ones of no values
     */
    public static Moments atLeast(Moments moments, int channels) {
        return moments.channels() >= channels ? moments : new Moments(channels);
    }
}
