package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Planes;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sums planes in the order of memory: those of a sample one after the other, and then those of the next one, rather than all
 * planes of a channel. The planes that lie side by side are then one long stretch, while those of a channel are short ones,
 * far from each other. What a channel has come to waits in memory (docs/schedules.md, table 19). Of small planes, a few samples
 * are taken for each channel, so that this, and what else belongs to the channel, is loaded less often (table 21).
 */
public final class SumsInOrder implements Rewrite {

    @Override
    public String title() {
        return "sums in the order of memory";
    }

    @Override
    public Program apply(Program program) {
        Layout layout = program.layout();
        return program.mapNests(nest -> sumsPlanes(nest, layout) ? inOrder(nest, layout) : nest);
    }

    private static boolean sumsPlanes(Nest nest, Layout layout) {
        return nest.isReduction()
                && nest.loops().stream().map(Loop::dim).toList().containsAll(layout.dims())
                && nest.loops().stream().allMatch(loop -> loop.kind() == Loop.Kind.SEQUENTIAL);
    }

    private static Nest inOrder(Nest nest, Layout layout) {
        return Planes.areInStrips(layout) && !storesAny(nest)
                ? inStrips(nest.keptLoopsOutside())
                : inMemoryOrder(nest, layout);
    }

    /** Streams of stores as many as samples cost more than is gained (docs/schedules.md, below table 21). */
    private static boolean storesAny(Nest nest) {
        return nest.body().stream().anyMatch(Statement.Store.class::isInstance);
    }

    private static Nest inStrips(Nest nest) {
        List<Loop> loops = new ArrayList<>(nest.loops());
        int samples = loops.size() - 2;
        loops.set(samples, loops.get(samples).as(Loop.Kind.STRIPS));
        return nest.withLoops(loops);
    }

    private static Nest inMemoryOrder(Nest nest, Layout layout) {
        List<Dim> order = layout.dims();
        return nest.withLoops(nest.loops().stream()
                .sorted(Comparator.comparing(loop -> order.indexOf(loop.dim())))
                .toList());
    }
}
