package io.github.normwright.examples.benchmarks.report;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Agreement;
import java.util.List;
import java.util.Locale;

/**
 * How to read a table.
 *
 * @param peer the peer's name
 * @param version the peer's library and version
 * @param dtype the dtype of all rows
 * @param cacheBytes the size of the level-2 cache
 */
public record Legend(String peer, String version, DType dtype, long cacheBytes) {

    /** The lines above a table. */
    public List<String> lines() {
        return List.of(
                "peer: " + peer + ", " + version + "; outputs compared, tolerance "
                        + String.format(Locale.ROOT, "%.1e", Agreement.tolerance(dtype)),
                "ratio: peer's time / our time. B/call: bytes that a call allocates on the Java heap.",
                "share: the time of the memory traffic at the speeds measured in this run / our time. train reads x twice and"
                        + " writes y, infer reads x",
                "  and writes y, backward reads x and dy twice and writes dx; a second reading is free if its data (one"
                        + " channel's in nchw, else the",
                "  whole tensor) fits the level-2 cache of " + (cacheBytes >> 10) + " KiB.");
    }
}
