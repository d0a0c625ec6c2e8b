package io.github.normwright.processor.plan;

import io.github.normwright.processor.plan.rewrite.ComputeOnce;
import io.github.normwright.processor.plan.rewrite.FuseNests;
import io.github.normwright.processor.plan.rewrite.FuseOverKept;
import io.github.normwright.processor.plan.rewrite.HoistInvariants;
import io.github.normwright.processor.plan.rewrite.KeepLocal;
import io.github.normwright.processor.plan.rewrite.KeptLoopsOutside;
import io.github.normwright.processor.plan.rewrite.PairRows;
import io.github.normwright.processor.plan.rewrite.RowsInGroups;
import io.github.normwright.processor.plan.rewrite.ShiftSums;
import io.github.normwright.processor.plan.rewrite.SplitLanes;
import io.github.normwright.processor.plan.rewrite.TileReduced;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which rewrites a program gets, and in which order.
 *
 * @param rewrites the rewrites
 */
public record Schedule(List<Rewrite> rewrites) {

    /** How many elements a run along a reduced innermost dimension is summed over before it is merged. */
    private static final int RUN_ELEMENTS = 8192;

    /** How many elements a tile of rows should have, so that it stays in the second-level cache between loops. */
    private static final int TILE_ELEMENTS = 65536;

    /** From how many channels on rows are read one after the other. */
    private static final int WIDE_CHANNELS = 256;

    /** How many elements make up more than the first-level cache. */
    private static final int LARGE_ELEMENTS = 1 << 15;

    private static final int WIDEST_VECTOR = 16;

    private static final int SMALLEST_TILE_ROWS = 64;
    private static final int LARGEST_TILE_ROWS = 512;

    public Schedule {
        rewrites = List.copyOf(rewrites);
    }

    /**
     * The schedule of a plain program.
     *
     * @param program a program as {@link Lowering} made it
     * @param usedElsewhere the small values of it that other programs or the caller read
     */
    public static Schedule of(Program program, Set<String> usedElsewhere) {
        Layout layout = program.layout();
        boolean isReduction = program.nests().stream().anyMatch(Nest::isReduction);
        boolean keepsLanes = layout.innermost().isKept();
        boolean fusesOverKept = !keepsLanes
                && isReduction
                && !layout.kept().isEmpty()
                && FuseOverKept.appliesTo(new FuseNests().apply(program));

        List<Rewrite> rewrites = new ArrayList<>();
        rewrites.add(new FuseNests());
        rewrites.add(new KeepLocal(usedElsewhere));
        rewrites.add(new TileReduced(keepsLanes ? tileRows(layout) : RUN_ELEMENTS, !fusesOverKept));
        rewrites.add(new ShiftSums());
        rewrites.add(fusesOverKept ? new FuseOverKept() : new KeptLoopsOutside());
        if (keepsLanes && isLarge(layout)) {
            rewrites.add(new PairRows());
        }
        rewrites.add(new ComputeOnce());
        rewrites.add(new SplitLanes());
        if (keepsLanes && channels(layout) >= WIDE_CHANNELS) {
            rewrites.add(new RowsInGroups());
        }
        rewrites.add(new HoistInvariants());
        return new Schedule(rewrites);
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
        return current;
    }

    private static int tileRows(Layout layout) {
        return Math.max(SMALLEST_TILE_ROWS, Math.min(LARGEST_TILE_ROWS, TILE_ELEMENTS / channels(layout)));
    }

    private static int channels(Layout layout) {
        return layout.kept().stream().mapToInt(dim -> dim.size().constant()).reduce(1, Math::multiplyExact);
    }

    /** Whether tensors may be larger than the first caches, and rows consist of whole vectors. */
    private static boolean isLarge(Layout layout) {
        long elements = layout.dims().stream()
                .filter(dim -> dim.size().isStatic())
                .mapToLong(dim -> dim.size().constant())
                .reduce(1, (left, right) -> left * right);
        boolean isDynamic = layout.dims().stream().anyMatch(dim -> !dim.size().isStatic());
        return channels(layout) % WIDEST_VECTOR == 0 && (isDynamic || elements >= LARGE_ELEMENTS);
    }
}
