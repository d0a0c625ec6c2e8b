package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import java.util.stream.Stream;

/** Nests over rows times channels in a tile. */
public final class RowLoops {

    private RowLoops() {}

    /**
     * Whether a nest runs over the rows of a tile and over all channels. Not where it computes elementary functions: those
     * take longer than memory does, and several copies of their steps more code than the JIT compiler inlines.
     */
    public static boolean isOverRows(Nest nest, Program program) {
        return program.layout().family() == Layout.Family.CHANNELS_LAST
                && nest.loops().size() == 2
                && nest.loops().stream().anyMatch(Loop::isTiled)
                && nest.functions().isEmpty();
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
                .allMatch(buffer -> buffer.dims().equals(program.layout().dims()));
    }

    private static Stream<Buffer> ofRows(Nest nest, Program program) {
        Dim row = program.layout().dims().get(0);
        return buffers(nest, program).filter(buffer -> buffer.dims().contains(row));
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
