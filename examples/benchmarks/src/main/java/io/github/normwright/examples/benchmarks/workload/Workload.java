package io.github.normwright.examples.benchmarks.workload;

import io.github.normwright.api.DType;
import java.util.Locale;

/**
 * What is measured in one process.
 *
 * @param normalization what the layer takes its statistics over
 * @param fusion what it does to the normalized values
 * @param shape the sizes of the input
 * @param layout their order; without meaning for a dense layer
 * @param dtype the type of inputs and outputs
 * @param threads how many threads share the work
 */
public record Workload(
        Normalization normalization, Fusion fusion, LayerShape shape, Layout layout, DType dtype, int threads) {

    /** The number of groups of group normalization: that of its paper, and of most networks. */
    public static final int GROUPS = 32;

    /** Checks what does not fit together. */
    public Workload {
        if (threads < 1) {
            throw new IllegalArgumentException("expected at least 1 thread, found " + threads);
        }
        if (normalization == Normalization.GROUP && shape.channels() % GROUPS != 0) {
            throw new IllegalArgumentException("expected channels for " + GROUPS + " groups, found " + shape);
        }
        if (normalization.isByRow() && layout == Layout.NCHW && !shape.isDense()) {
            throw new IllegalArgumentException(
                    normalization + " normalization is along the last axis: expected --layout nhwc, found nchw");
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
                Normalization.parse(parts[0]),
                Fusion.parse(parts[1]),
                LayerShape.parse(parts[2]),
                Layout.parse(parts[3]),
                DType.valueOf(parts[4].toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts[5]));
    }

    /** The same workload in another layout. */
    public Workload inLayout(Layout other) {
        return new Workload(normalization, fusion, shape, other, dtype, threads);
    }

    /** The same workload, shared among another number of threads. */
    public Workload withThreads(int other) {
        return new Workload(normalization, fusion, shape, layout, dtype, other);
    }

    /** The same workload without what follows the normalization. */
    public Workload withoutFusion() {
        return new Workload(normalization, Fusion.NONE, shape, layout, dtype, threads);
    }

    /** Whether the values of all channels at one place are neighbours in memory, as in every dense layer. */
    public boolean isChannelsLast() {
        return layout == Layout.NHWC || shape.isDense();
    }

    /** Whether the input is a matrix of rows of channels: of dense layers, and where each row is normalized for itself. */
    public boolean isMatrix() {
        return shape.isDense() || normalization.isByRow();
    }

    /** The size of the input in bytes. */
    public long bytes() {
        return (long) shape.elements() * NumberArray.of(dtype).bytesPerValue();
    }

    /**
     * The size of the part of the input that must be read before any of it can be normalized: what one statistic is taken
     * over, or, where the values of several statistics stand side by side, what all of these are.
     *
     * @return a number of bytes
     */
    public long bytesPerStatistic() {
        return bytes()
                / switch (normalization) {
                    case BATCH -> isChannelsLast() ? 1 : shape.channels();
                    case LAYER, RMS -> shape.valuesPerChannel();
                    case GROUP -> isChannelsLast() ? shape.batch() : shape.batch() * GROUPS;
                };
    }

    @Override
    public String toString() {
        return String.join(
                "/",
                normalization.toString(),
                fusion.toString(),
                shape.toString(),
                layout.toString(),
                dtype.name().toLowerCase(Locale.ROOT),
                String.valueOf(threads));
    }
}
