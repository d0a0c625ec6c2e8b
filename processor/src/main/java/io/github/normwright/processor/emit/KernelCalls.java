package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Tiling;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a context's calls of its kernel.
 *
 * @param context the context
 * @param program the program that the calls belong to
 * @param values knows the indices of a part
 * @param rowsAtOnce how many rows of a tile are done at once, if not all of them
 */
record KernelCalls(ContextModel context, Program program, ValueSteps values, OptionalInt rowsAtOnce) {

    /** A call for the tile that is being done, or for those of its rows that are done at once. */
    CodeBlock ofTile(KernelMethod method) {
        return call(method, this::ofTile);
    }

    /** One call for all tiles. */
    CodeBlock ofAllTiles(KernelMethod method) {
        return call(method, tiled -> List.of("0", JavaNames.count(tiled)));
    }

    private CodeBlock call(KernelMethod method, Function<Dim, List<String>> tiled) {
        String arguments = method.parameters().stream()
                .flatMap(parameter -> arguments(parameter, tiled).stream())
                .collect(Collectors.joining(",$W"));
        return CodeBlock.builder()
                .addStatement("KERNEL." + method.name() + "(" + arguments + ")")
                .build();
    }

    private List<String> arguments(Parameter parameter, Function<Dim, List<String>> tiled) {
        if (parameter instanceof Parameter.Array array) {
            Buffer buffer = array.buffer();
            return switch (buffer.kind()) {
                case TENSOR, ARGUMENT -> List.of(buffer.name(), JavaNames.offset(buffer.name()));
                case VARIABLE -> List.of("layer." + buffer.name() + ".array()");
                case VALUE, WRAPPED, PARTIAL, LANES, ROW_LANES -> List.of(context.field(buffer));
            };
        }
        if (parameter instanceof Parameter.Statistics statistics) {
            return List.of(context.moments(statistics.mean()));
        }
        if (parameter instanceof Parameter.Range range) {
            return program.tiles(range.dim())
                    ? tiled.apply(range.dim())
                    : List.of(JavaNames.first(range.dim()), JavaNames.last(range.dim()));
        }
        if (parameter instanceof Parameter.Count count) {
            return List.of(count.dim().count());
        }
        if (parameter instanceof Parameter.Index index) {
            return List.of(index.dim().index());
        }
        if (parameter instanceof Parameter.Tile) {
            return List.of("tile");
        }
        throw new IllegalStateException("no argument for " + parameter);
    }

    private List<String> ofTile(Dim tiled) {
        if (rowsAtOnce.isPresent()) {
            return List.of(JavaNames.first(tiled), JavaNames.last(tiled));
        }
        Tiling tiling = context.tilingOf(program, tiled);
        String end = tiling.outer().equals(tiled) ? "Outer" : "Inner";
        String tiles = context.tiles(tiling);
        return List.of(tiles + ".first" + end + "(tile)", tiles + ".last" + end + "(tile)");
    }
}
