package io.github.normwright.examples.benchmarks.startup;

import java.util.List;
import java.util.Locale;

/** Writes starts as text. */
public final class StartupTable {

    private static final String FORMAT = "%-16s %10s %10s %14s %10s %10s %10s";

    private StartupTable() {}

    /**
     * The lines above the rows.
     *
     * @param peer the peer's name
     * @return lines
     */
    public static List<String> header(String peer) {
        return List.of(
                "start: from the start of a JVM to the first inference, the making of its input left out. empty: the same"
                        + " of a program without a layer.",
                "classes: the generated classes of the layer. first: to compile it, in a compiler that has just started."
                        + " added: by the processor, once warm.",
                line("", "empty", "ours", peer, "classes", "first", "added"),
                line("N x C x H x W", "start ms", "start ms", "start ms", "KiB", "ms", "ms"));
    }

    /**
     * A row.
     *
     * @param row what was measured
     * @return a line
     */
    public static String line(StartupRow row) {
        CompilationCost compilation = row.compilation();
        return line(
                row.shape().toString(),
                millis(row.emptyTime()),
                millis(row.ourTime()),
                row.peerTime().isPresent() ? millis(row.peerTime().getAsDouble()) : "-",
                number(compilation.classBytes() / 1024.0),
                millis(compilation.firstTime()),
                millis(compilation.addedTime()));
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, FORMAT, cells).stripTrailing();
    }

    private static String millis(double nanoseconds) {
        return number(nanoseconds / 1e6);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
