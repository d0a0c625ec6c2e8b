package io.github.normwright.examples.benchmarks.workload;

import io.github.normwright.api.DType;
import java.util.Locale;

/**
 * What is measured in one process.
 *
 * @param shape the sizes of the input
 * @param layout their order; without meaning for a dense layer
 * @param dtype the type of inputs and outputs
 * @param threads how many threads share the work
 */
public record Workload(LayerShape shape, Layout layout, DType dtype, int threads) {

    /** Checks the number of threads. */
    public Workload {
        if (threads < 1) {
            throw new IllegalArgumentException("expected at least 1 thread, found " + threads);
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @param text the text
     * @return the workload
     */
    public static Workload parse(String text) {
        String[] parts = text.split("/");
        return new Workload(
                LayerShape.parse(parts[0]),
                Layout.parse(parts[1]),
                DType.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts[3]));
    }

    /** The same workload in another layout. */
    public Workload inLayout(Layout other) {
        return new Workload(shape, other, dtype, threads);
    }

    /** The same workload, shared among another number of threads. */
    public Workload withThreads(int other) {
        return new Workload(shape, layout, dtype, other);
    }

    /** The size of the input in bytes. */
    public long bytes() {
        return (long) shape.elements() * NumberArray.of(dtype).bytesPerValue();
    }

    /** The size of one channel of the input in bytes. */
    public long bytesPerChannel() {
        return (long) shape.valuesPerChannel() * NumberArray.of(dtype).bytesPerValue();
    }

    @Override
    public String toString() {
        return shape + "/" + layout + "/" + dtype.name().toLowerCase(Locale.ROOT) + "/" + threads;
    }
}
