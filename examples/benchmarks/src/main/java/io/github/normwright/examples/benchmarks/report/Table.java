package io.github.normwright.examples.benchmarks.report;

import io.github.normwright.examples.benchmarks.contest.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Writes rows as text. */
public final class Table {

    private static final String FORMAT = "%-16s %5s %-8s %10s %10s %7s %7s %9s %9s";

    private Table() {}

    /**
     * The lines above the rows.
     *
     * @param peer the peer's name
     * @return two lines
     */
    public static List<String> header(String peer) {
        return List.of(
                line("", "", "", "ours", peer, "ratio", "share", "ours", peer),
                line("N x C x H x W", "times", "", "us", "us", "", "", "B/call", "B/call"));
    }

    /**
     * A row.
     *
     * @param row what was measured
     * @return a line
     */
    public static String line(Row row) {
        Measurement measurement = row.measurement();
        return line(
                row.shape().shape().toString(),
                String.valueOf(row.shape().times()),
                row.direction().toString(),
                number(measurement.ourTime() / 1e3, 1),
                number(measurement.peerTime(), 1e-3, 1),
                number(measurement.ratio(), 1, 2),
                number(row.shareOfBound(), 2),
                number(measurement.ourBytes(), 0),
                number(measurement.peerBytes(), 1, 0));
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, FORMAT, cells).stripTrailing();
    }

    private static String number(OptionalDouble value, double factor, int digits) {
        return value.isPresent() ? number(value.getAsDouble() * factor, digits) : "-";
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
