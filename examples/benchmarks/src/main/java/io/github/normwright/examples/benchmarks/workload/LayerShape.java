package io.github.normwright.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sizes of a layer's input, whatever its layout.
 *
 * @param batch the number of samples
 * @param channels the number of channels, each of which has its own statistics
 * @param spatial height and width, or nothing for a dense layer
 */
public record LayerShape(int batch, int channels, List<Integer> spatial) {

    /** Checks the sizes. */
    public LayerShape {
        spatial = List.copyOf(spatial);
        if (Stream.concat(Stream.of(batch, channels), spatial.stream()).anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("expected sizes of at least 1, found " + batch + "x" + channels
                    + spatial.stream().map(size -> "x" + size).collect(Collectors.joining()));
        }
    }

    /**
     * Reads a shape such as {@code 32x64x56x56} or {@code 32x512}.
     *
     * @param text batch, channels, and then height and width or nothing
     * @return the shape
     * @throws IllegalArgumentException if the text is not of this form
     */
    public static LayerShape parse(String text) {
        if (!text.matches("\\d{1,9}x\\d{1,9}(x\\d{1,9}x\\d{1,9})?")) {
            throw new IllegalArgumentException(
                    "expected a shape such as 32x64x56x56 (batch, channels, height, width) or 32x512, found " + text);
        }
        List<Integer> sizes =
                Arrays.stream(text.split("x")).map(Integer::valueOf).toList();
        return new LayerShape(sizes.get(0), sizes.get(1), sizes.subList(2, sizes.size()));
    }

    /** Whether this is the input of a dense layer, of rank 2. */
    public boolean isDense() {
        return spatial.isEmpty();
    }

    /** The number of values of one channel in one sample. */
    public int pixels() {
        return spatial.stream().reduce(1, Math::multiplyExact);
    }

    /** The number of values that a channel's statistics are taken over. */
    public int valuesPerChannel() {
        return Math.multiplyExact(batch, pixels());
    }

    /** The number of all values. */
    public int elements() {
        return Math.multiplyExact(valuesPerChannel(), channels);
    }

    /** The sizes in the order of a layout. */
    public List<Integer> sizes(Layout layout) {
        List<Integer> sizes = new ArrayList<>(spatial);
        sizes.add(layout == Layout.NHWC ? sizes.size() : 0, channels);
        sizes.add(0, batch);
        return Collections.unmodifiableList(sizes);
    }

    @Override
    public String toString() {
        return sizes(Layout.NCHW).stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
