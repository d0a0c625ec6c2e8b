package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Nests over rows times channels in a tile, or in each of several sets of rows, such as those of a sample. */
public final class RowLoops {

    /**
     * The most bytes of a row that is taken together with three others: those of 4096 bytes, wherever they are, meet the same few
     * lines of the first-level cache, and leave no place there for sums, or for what belongs to channels; with longer ones nothing was
     * gained.
     */
    public static final int LONGEST_TOGETHER_BYTES = 4095;

    private RowLoops() {}

    /**
     * Whether a nest runs over the rows of a tile, or of each of several sets of rows, and over all channels. Not where it computes
     * elementary functions: those take longer than memory does, and several copies of their steps more code than the JIT compiler
     * inlines.
     */
    public static boolean isOverRows(Nest nest, Program program) {
        return hasLoopsOverRows(nest, program.layout())
                && nest.loops().stream().anyMatch(Loop::isTiled)
                && nest.functions().isEmpty();
    }

    /** Whether the two innermost loops are those over rows and channels, and the others run along what is around rows. */
    private static boolean hasLoopsOverRows(Nest nest, Layout layout) {
        if (!layout.hasRows()) {
            return false;
        }
        int around = layout.aroundRows().size();
        List<Dim> dims = nest.loops().stream().map(Loop::dim).toList();
        return dims.size() == around + 2
                && dims.subList(0, around).equals(layout.aroundRows())
                && dims.contains(layout.row());
    }

    /** The same nest with other loops over rows and, inside, over channels. */
    static Nest with(Loop rows, Loop channels, Nest nest) {
        List<Loop> loops = new ArrayList<>(nest.loops().subList(0, nest.loops().size() - 2));
        loops.add(rows);
        loops.add(channels);
        return nest.withLoops(loops);
    }

    /** That of the two innermost loops which runs over rows. */
    static Loop rows(Nest nest) {
        return innermost(nest, false);
    }

    /** That of the two innermost loops which runs over channels. */
    public static Loop channels(Nest nest) {
        return innermost(nest, true);
    }

    private static Loop innermost(Nest nest, boolean isKept) {
        List<Loop> loops = nest.loops();
        return loops.subList(loops.size() - 2, loops.size()).stream()
                .filter(loop -> loop.dim().isKept() == isKept)
                .findFirst()
                .orElseThrow();
    }

    /** Whether whatever varies along rows is a tensor. */
    public static boolean hasTensorsOnly(Nest nest, Program program) {
        return hasWholeTensors(nest, program)
                && ofRows(nest, program).allMatch(buffer -> buffer.kind() == Buffer.Kind.TENSOR);
    }

    /** Whether whatever varies along rows is a tensor, or has one value for each row. */
    public static boolean hasTensorsOrNumbersOnly(Nest nest, Program program) {
        return hasWholeTensors(nest, program)
                && ofRows(nest, program)
                        .allMatch(buffer -> buffer.kind() == Buffer.Kind.TENSOR
                                || buffer.isValue() && buffer.dims().size() == 1);
    }

    private static boolean hasWholeTensors(Nest nest, Program program) {
        return buffers(nest, program)
                .filter(buffer -> buffer.kind() == Buffer.Kind.TENSOR)
                .allMatch(buffer -> nest.loops().stream().map(Loop::dim).allMatch(buffer.dims()::contains));
    }

    private static Stream<Buffer> ofRows(Nest nest, Program program) {
        Dim row = program.layout().row();
        return buffers(nest, program).filter(buffer -> buffer.dims().contains(row));
    }

    /** What a nest over rows reads that belongs to channels, of all rows or of those of a set. */
    public static Stream<Buffer> ofChannels(Nest nest, Program program) {
        Dim channel = channels(nest).dim();
        Dim row = program.layout().row();
        return buffers(nest, program)
                .filter(buffer -> !buffer.isPartial())
                .filter(buffer ->
                        buffer.dims().contains(channel) && !buffer.dims().contains(row));
    }

    /** The arrays that a nest reads or writes. */
    public static Stream<Buffer> buffers(Nest nest, Program program) {
        return nest.body().stream()
                .flatMap(RowLoops::names)
                .distinct()
                .filter(program::hasBuffer)
                .map(program::buffer);
    }

    private static Stream<String> names(Statement statement) {
        Stream<String> written = statement instanceof Statement.Store store
                ? Stream.of(store.target())
                : statement instanceof Statement.Accumulate sum ? Stream.of(sum.target()) : Stream.empty();
        return Stream.concat(statement.reads().stream(), written);
    }
}
