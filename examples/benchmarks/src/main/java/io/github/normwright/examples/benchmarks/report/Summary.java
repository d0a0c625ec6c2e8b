package io.github.normwright.examples.benchmarks.report;

import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Takes rows together.
 *
 * @param rows the rows
 */
public record Summary(List<Row> rows) {

    /** Those that have a mean even where nobody has asked for them. */
    private static final Set<Direction> USUAL = EnumSet.of(Direction.TRAIN, Direction.INFER, Direction.BACKWARD);

    /**
     * The lines under the table. The last one has the geometric means of the ratios and the worst ratio of training; shapes count
     * as often as the network has them. Where that makes a difference, a line before it counts each shape once.
     *
     * @return at least two lines
     */
    public List<String> lines() {
        ToIntFunction<Row> times = row -> row.shape().times();
        ToIntFunction<Row> once = row -> 1;
        List<String> lines = new ArrayList<>();
        lines.add("share of the bound: " + means(row -> OptionalDouble.of(row.shareOfBound()), times));
        if (rows.stream().mapToInt(times).anyMatch(count -> count != 1)) {
            lines.add("each shape once: " + ratios(once));
            lines.add("each shape as often as the network has it:");
        }
        lines.add(ratios(times));
        return List.copyOf(lines);
    }

    private static OptionalDouble ratio(Row row) {
        return row.measurement().ratio();
    }

    private String ratios(ToIntFunction<Row> weight) {
        return means(Summary::ratio, weight) + " worst " + text(worst());
    }

    private String means(Function<Row, OptionalDouble> value, ToIntFunction<Row> weight) {
        StringBuilder text = new StringBuilder("geomean");
        for (Direction direction : Direction.values()) {
            if (USUAL.contains(direction) || rows.stream().anyMatch(row -> row.direction() == direction)) {
                text.append(' ').append(direction).append(' ').append(text(mean(direction, value, weight)));
            }
        }
        return text.toString();
    }

    /** The weighted geometric mean of a direction's rows that have a value. */
    private OptionalDouble mean(Direction direction, Function<Row, OptionalDouble> value, ToIntFunction<Row> weight) {
        double logarithms = 0;
        int weights = 0;
        for (Row row : rows) {
            OptionalDouble found = value.apply(row);
            if (row.direction() == direction && found.isPresent()) {
                logarithms += weight.applyAsInt(row) * Math.log(found.getAsDouble());
                weights += weight.applyAsInt(row);
            }
        }
        return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.exp(logarithms / weights));
    }

    /** The lowest ratio in training. */
    private OptionalDouble worst() {
        return rows.stream()
                .filter(row -> row.direction() == Direction.TRAIN)
                .map(Summary::ratio)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "-";
    }
}
