package io.github.normwright.examples.benchmarks.report;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Agreement;
import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How to read a table.
 *
 * @param peer the peer's name
 * @param version the peer's library and version
 * @param isComparable whether outputs were compared
 * @param normalization the kind of layers of all rows
 * @param fusion what they do to the normalized values
 * @param dtype the dtype of all rows
 * @param cacheBytes the size of the level-2 cache
 */
public record Legend(
        String peer,
        String version,
        boolean isComparable,
        Normalization normalization,
        Fusion fusion,
        DType dtype,
        long cacheBytes) {

    /** The lines above a table. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("layers: " + layers());
        lines.add("peer: " + peer + ", " + version + "; " + comparison());
        lines.add("ratio: peer's time / our time. B/call: bytes that a call allocates on the Java heap.");
        lines.add("share: the time of the memory traffic at the speeds measured in this run / our time. " + forward());
        lines.add("  backward reads x and dy twice and writes dx; a second reading is free if its data (" + statistic()
                + ")");
        lines.add("  fits the level-2 cache of " + (cacheBytes >> 10) + " KiB.");
        if (fusion.hasResidual()) {
            lines.add("  The residual is read once, and its gradient written; backward reads y, too.");
        }
        return List.copyOf(lines);
    }

    private String comparison() {
        return isComparable
                ? "outputs compared, tolerance " + String.format(Locale.ROOT, "%.1e", Agreement.tolerance(dtype))
                : "it has no outputs to compare";
    }

    private String layers() {
        String groups = normalization == Normalization.GROUP ? " of " + Workload.GROUPS + " groups" : "";
        return normalization + " normalization" + groups + (fusion == Fusion.NONE ? "" : ", fused with " + fusion);
    }

    private String forward() {
        return normalization == Normalization.BATCH
                ? "train reads x twice and writes y, infer reads x and writes y,"
                : "train and infer read x twice and write y,";
    }

    private String statistic() {
        return switch (normalization) {
            case BATCH -> "one channel's in nchw, else the whole tensor";
            case LAYER, RMS -> "one row";
            case GROUP -> "one group's in nchw, else one sample";
        };
    }
}
