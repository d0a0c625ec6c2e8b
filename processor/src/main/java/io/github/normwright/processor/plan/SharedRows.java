package io.github.normwright.processor.plan;

import io.github.normwright.processor.plan.rewrite.RowsInGroups;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Two programs of one gradient that run along the same rows: one sums over the rows, for the parameters, tile by tile; the
 * other one keeps values for each row, for the gradient of the input. Done for the rows of one tile before those of the
 * next, the second finds what the first has read in a cache. Where {@link SumsInOnePass} applies, the first takes the sums
 * along each row as well. The order of no sum changes.
 *
 * @param sums the program with the tiles of rows
 * @param perRow the program whose parts are rows
 */
public record SharedRows(Program sums, Program perRow) {

    /**
     * How many elements of a tensor are done at once: x and dy of that many floats fill a quarter of a second-level cache, where
     * the second program finds them (docs/schedules.md, table 13).
     */
    private static final int ELEMENTS_AT_ONCE = 32768;

    /**
     * The programs, if they can be done together: what one of them computes, the other does not need, apart from what belongs
     * to the rows that are done, and from tensors of the caller, of which the rows of a tile are read before they may be
     * overwritten.
     *
     * @param programs the programs of an algorithm, in the order in which they run
     */
    static Optional<SharedRows> of(List<Program> programs) {
        if (programs.size() != 2) {
            return Optional.empty();
        }
        SharedRows rows = new SharedRows(programs.get(0), programs.get(1));
        return rows.runAlongTheSame() && rows.isInOrder() && rows.areIndependent()
                ? Optional.of(rows)
                : Optional.empty();
    }

    /**
     * How many rows of a tile are done at once, first by the one and then by the other program; whole tiles if this is
     * empty, for sums that stay in registers from the first row of a tile to the last one.
     */
    public OptionalInt rowsAtOnce() {
        if (sums.nests().stream().anyMatch(nest -> sums.sumsInMemory(nest).isEmpty())) {
            return OptionalInt.empty();
        }
        int rowElements = sums.layout().innermost().size().constant();
        return OptionalInt.of(Math.max(1, ELEMENTS_AT_ONCE / rowElements / RowsInGroups.ROWS) * RowsInGroups.ROWS);
    }

    /** Whether the first program takes the sums along rows as well. */
    public boolean takesOnePass() {
        return sums.nests().stream()
                .anyMatch(nest -> nest.hasLaneSums() && !sums.sumsInMemory(nest).isEmpty());
    }

    /** Whether some rows of a tile can be handed over before others. */
    private boolean isInOrder() {
        return sums.nests().stream()
                .flatMap(nest -> nest.loops().stream())
                .noneMatch(loop -> loop.kind() == Loop.Kind.QUARTERS);
    }

    private boolean runAlongTheSame() {
        List<Step> merges = sums.steps().subList(1, sums.steps().size());
        return sums.steps().get(0) instanceof Step.ForTiles tiles
                && tiles.tiling().inner().isEmpty()
                && merges.stream().allMatch(Step.MergeSum.class::isInstance)
                && perRow.steps().size() == 1
                && perRow.steps().get(0) instanceof Step.ForParts parts
                && !parts.hasTilesToShare()
                && parts.dims().size() == 1
                && parts.dims().get(0).axes().equals(tiles.tiling().outer().axes());
    }

    private boolean areIndependent() {
        return readsOfRowsOnly()
                && Collections.disjoint(reads(sums), results(perRow))
                && Collections.disjoint(results(sums), results(perRow));
    }

    /** Whether what the second program reads of what the first one computes belongs to rows, which are the same for both. */
    private boolean readsOfRowsOnly() {
        Dim row = sums.tiling().orElseThrow().outer();
        return reads(perRow).stream()
                .filter(results(sums)::contains)
                .allMatch(name -> sums.buffer(name).dims().contains(row));
    }

    private static Set<String> reads(Program program) {
        Set<String> names = new LinkedHashSet<>();
        program.nests().forEach(nest -> names.addAll(nest.reads()));
        return names;
    }

    private static Set<String> results(Program program) {
        Set<String> names = new LinkedHashSet<>();
        program.steps().forEach(step -> names.addAll(step.results()));
        return names;
    }
}
