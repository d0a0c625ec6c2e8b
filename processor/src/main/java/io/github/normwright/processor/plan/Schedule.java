package io.github.normwright.processor.plan;

import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.plan.cost.Choice.Decision;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.plan.rewrite.ComputeOnce;
import io.github.normwright.processor.plan.rewrite.FuseNests;
import io.github.normwright.processor.plan.rewrite.FuseOverKept;
import io.github.normwright.processor.plan.rewrite.GroupsAsChannels;
import io.github.normwright.processor.plan.rewrite.HoistInvariants;
import io.github.normwright.processor.plan.rewrite.JoinRows;
import io.github.normwright.processor.plan.rewrite.KeepLocal;
import io.github.normwright.processor.plan.rewrite.KeptLoopsOutside;
import io.github.normwright.processor.plan.rewrite.MapRowsInGroups;
import io.github.normwright.processor.plan.rewrite.PairRows;
import io.github.normwright.processor.plan.rewrite.RowLoops;
import io.github.normwright.processor.plan.rewrite.RowsApart;
import io.github.normwright.processor.plan.rewrite.RowsInGroups;
import io.github.normwright.processor.plan.rewrite.ShiftSums;
import io.github.normwright.processor.plan.rewrite.SplitLanes;
import io.github.normwright.processor.plan.rewrite.StoreEarly;
import io.github.normwright.processor.plan.rewrite.SumsInOrder;
import io.github.normwright.processor.plan.rewrite.TileMaps;
import io.github.normwright.processor.plan.rewrite.TileReduced;
import io.github.normwright.processor.plan.rewrite.TurnBack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which rewrites a program gets, and in which order.
 *
 * @param choices what was chosen where there was a choice
 * @param measured which of these a measurement has chosen, rather than the cost model
 * @param candidates all that could have been chosen, the one that the cost model prefers first
 * @param rewrites the rewrites
 */
public record Schedule(Choices choices, Choices measured, List<Choices> candidates, List<Rewrite> rewrites) {

    /** How many elements a run along a reduced innermost dimension is summed over before it is merged. */
    static final int RUN_ELEMENTS = 8192;

    /**
     * How many elements a tile should have if no sum depends on it: one of rows, so that it stays in the second-level cache
     * between loops, unless there are too many of them to merge, and one of a program without sums.
     */
    private static final int TILE_ELEMENTS = 65536;

    private static final int SMALLEST_TILE_ROWS = 64;
    private static final int LARGEST_TILE_ROWS = 512;

    /** How many channels have tiles of so few rows that there may be much to merge. */
    private static final int MANY_CHANNELS = 256;

    public Schedule {
        candidates = List.copyOf(candidates);
        rewrites = List.copyOf(rewrites);
    }

    /** As {@link #of(Program, Set, Scheduler)}, for float32 and without measurements. */
    public static Schedule of(Program program, Set<String> usedElsewhere) {
        return of(program, usedElsewhere, Scheduler.STANDARD);
    }

    /**
     * The schedule of a plain program.
     *
     * @param program a program as {@link Lowering} made it
     * @param usedElsewhere the small values of it that other programs or the caller read
     * @param scheduler decides between candidates
     */
    public static Schedule of(Program program, Set<String> usedElsewhere, Scheduler scheduler) {
        List<Choices> candidates = new ArrayList<>(Choices.all(decisions(program)));
        if (!JoinedRows.areWholeVectors(program.layout().rowElements())) {
            candidates.removeIf(candidate -> candidate.has(Choice.NEIGHBOURING_ROWS));
        }
        Map<Choices, Double> costs = new HashMap<>();
        for (Choices candidate : candidates) {
            Program scheduled = plainly(rewrites(program, usedElsewhere, candidate, scheduler), program);
            costs.put(candidate, scheduler.model().cost(scheduled));
        }
        candidates.sort(Comparator.comparing(costs::get));
        Choices measured = offered(scheduler.measured(program.name()), candidates);
        Choices chosen = candidates.stream()
                .filter(candidate -> candidate.agreesWith(measured))
                .findFirst()
                .orElseThrow();
        return new Schedule(
                chosen, chosen.intersection(measured), candidates, rewrites(program, usedElsewhere, chosen, scheduler));
    }

    /** Those choices that some candidate makes. */
    private static Choices offered(Choices choices, List<Choices> candidates) {
        return new Choices(choices.list().stream()
                .filter(choice -> candidates.stream().anyMatch(candidate -> candidate.has(choice)))
                .toList());
    }

    private static List<Rewrite> rewrites(
            Program program, Set<String> usedElsewhere, Choices choices, Scheduler scheduler) {
        boolean fusesOverKept = choices.has(Choice.FUSED_CHANNELS);
        List<Rewrite> rewrites = new ArrayList<>();
        rewrites.add(new FuseNests());
        if (scheduler.model().elements().areAlike()) {
            rewrites.add(new StoreEarly());
        }
        rewrites.add(new KeepLocal(usedElsewhere));
        rewrites.add(
                TileMaps.appliesTo(program)
                        ? new TileMaps(TILE_ELEMENTS)
                        : new TileReduced(
                                tileElements(program),
                                mostTileElements(program),
                                !fusesOverKept || hasTilesToShare(program)));
        rewrites.add(new ShiftSums());
        rewrites.add(new GroupsAsChannels());
        rewrites.add(fusesOverKept ? new FuseOverKept() : new KeptLoopsOutside());
        if (Planes.areInOrder(program.layout())) {
            rewrites.add(new SumsInOrder());
        }
        if (JoinRows.appliesTo(program)) {
            rewrites.add(new JoinRows());
        }
        if (choices.has(Choice.ROW_PAIRS)) {
            rewrites.add(new PairRows(scheduler.model()));
        }
        rewrites.add(new ComputeOnce());
        rewrites.add(new SplitLanes());
        if (choices.has(Choice.ROW_GROUPS)) {
            rewrites.add(RowsInGroups.ofReductions());
        }
        if (choices.has(Choice.NEIGHBOURING_ROWS)) {
            rewrites.add(RowsInGroups.ofMaps());
        }
        rewrites.add(new RowsApart(scheduler.model().elements()));
        rewrites.add(new MapRowsInGroups());
        rewrites.add(new HoistInvariants());
        rewrites.add(new TurnBack());
        return rewrites;
    }

    /** How many elements a tile has for each kept one. */
    private static int tileElements(Program program) {
        return program.layout().innermost().isKept() ? tileRows(program) : RUN_ELEMENTS;
    }

    /**
     * How many elements a tile may have where there would be too many of them. Tiles whose sums cannot be in memory, a few rows
     * at a time, are gone through for several channels at once, and should stay in the second-level cache. That does not ask
     * what was chosen, for no choice changes a result. Programs without sums have the tiles of sums that may be in memory.
     */
    private static int mostTileElements(Program program) {
        int elements = tileElements(program);
        boolean hasSums = program.nests().stream().anyMatch(Nest::isReduction);
        boolean mayBeInMemory = hasSums
                ? decisions(program).contains(Decision.SUMS)
                : program.layout().hasRows();
        boolean mayBeMore = program.layout().rowElements() >= MANY_CHANNELS && mayBeInMemory;
        return mayBeMore ? Math.max(elements, LARGEST_TILE_ROWS) : elements;
    }

    /** Whether threads that outnumber the indices of the outermost kept dimension can share tiles instead. */
    private static boolean hasTilesToShare(Program program) {
        return program.layout().kept().size() > 1
                && !TileReduced.tiling(program.layout(), tileElements(program)).isSingle();
    }

    /** What there is to choose for a program. */
    private static Set<Decision> decisions(Program program) {
        Layout layout = program.layout();
        Program fused = new FuseNests().apply(program);
        Set<Decision> decisions = EnumSet.noneOf(Decision.class);
        if (layout.innermost().isKept()) {
            Program tiled = new TileReduced(tileElements(program), true).apply(fused);
            Program rows = new GroupsAsChannels().apply(tiled);
            for (Nest nest : rows.nests()) {
                boolean isOverRows = RowLoops.isOverRows(nest, rows);
                if (isOverRows
                        && nest.isReduction()
                        && RowLoops.hasTensorsOrNumbersOnly(nest, rows)
                        && !JoinRows.appliesTo(program)) {
                    decisions.add(Decision.SUMS);
                } else if (isOverRows && !nest.isReduction() && RowLoops.hasTensorsOnly(nest, rows)) {
                    decisions.add(Decision.MAPS);
                }
            }
            if (!JoinedRows.fillVectors(layout)) {
                // Pairs take rows of whole vectors.
                decisions.remove(Decision.MAPS);
            }
        }
        if (hasOuterKept(layout)
                && program.nests().stream().anyMatch(Nest::isReduction)
                && FuseOverKept.appliesTo(fused)) {
            decisions.add(Decision.PASSES);
        }
        return decisions;
    }

    /** Whether there is a kept dimension around others: channels of a plane, or samples of rows. */
    private static boolean hasOuterKept(Layout layout) {
        return layout.innermost().isKept()
                ? layout.dims().size() > 1 && layout.dims().get(0).isKept()
                : !layout.kept().isEmpty();
    }

    /** Applies the rewrites, and verifies the plan after each of them. */
    public Program apply(Program program) {
        return apply(program, (rewrite, result) -> {});
    }

    /** As {@link #apply(Program)}, and shows the plan after each rewrite. */
    public Program apply(Program program, BiConsumer<Rewrite, Program> observer) {
        Program current = program;
        for (Rewrite rewrite : rewrites) {
            current = rewrite.apply(current);
            Verifier.verify(current, rewrite.title());
            observer.accept(rewrite, current);
        }
        Verifier.verifyLoads(current);
        return current;
    }

    private static Program plainly(List<Rewrite> rewrites, Program program) {
        Program current = program;
        for (Rewrite rewrite : rewrites) {
            current = rewrite.apply(current);
        }
        return current;
    }

    /** Rows that are taken as one are joined whole, but for those at the end of the last tile. */
    private static int tileRows(Program program) {
        int joined = JoinRows.appliesTo(program) ? JoinedRows.ofSums(program.layout()) : 1;
        int channels = program.layout().hasRows()
                ? program.layout().rowElements()
                : program.layout().channels();
        int elements = joined * channels;
        return joined * Math.max(SMALLEST_TILE_ROWS, Math.min(LARGEST_TILE_ROWS, TILE_ELEMENTS / elements));
    }
}
