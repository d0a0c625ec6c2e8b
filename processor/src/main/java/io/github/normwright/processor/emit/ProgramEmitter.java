package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.SharedRows;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes what a context does for a program: the steps around the kernel's passes. Each outermost loop over tiles or
 * parts is a phase that threads share, and so is a loop over tiles in parts that threads may outnumber.
 */
final class ProgramEmitter {

    private final LayerModel model;
    private final ContextModel context;
    private final Program program;
    private final List<MethodSpec> methods = new ArrayList<>();
    private final Phases phases;
    private final OptionalInt rowsAtOnce;
    private final ValueSteps values;
    private final KernelCalls calls;
    private final boolean sharesTiles;

    /**
     * @param rowsAtOnce how many rows of a tile its kernels are called for at once, if not for all of them
     */
    private ProgramEmitter(
            LayerModel model, ContextModel context, Program program, Phases phases, OptionalInt rowsAtOnce) {
        this.sharesTiles = program.steps().stream()
                .anyMatch(step -> step instanceof Step.ForParts parts && parts.hasTilesToShare());
        this.rowsAtOnce = rowsAtOnce;
        this.model = model;
        this.phases = phases;
        this.context = context;
        this.program = program;
        this.values = new ValueSteps(context, program);
        this.calls = new KernelCalls(context, program, values, rowsAtOnce);
    }

    /** Writes a program. */
    static ProgramEmitter of(LayerModel model, ContextModel context, Program program, Phases phases) {
        ProgramEmitter emitter = new ProgramEmitter(model, context, program, phases, OptionalInt.empty());
        emitter.emit();
        return emitter;
    }

    /** Writes two programs that are done together, in a method with the name of the second. */
    static ProgramEmitter of(LayerModel model, ContextModel context, SharedRows rows, Phases phases) {
        ProgramEmitter sums = new ProgramEmitter(model, context, rows.sums(), phases, rows.rowsAtOnce());
        sums.emitWith(new ProgramEmitter(model, context, rows.perRow(), phases, OptionalInt.empty()));
        return sums;
    }

    /** The methods: one that runs the program, and one for each index of an outermost kept loop. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** Whether threads share tiles where they outnumber the parts, which a field of the context says then. */
    boolean sharesTiles() {
        return sharesTiles;
    }

    private void emit() {
        CodeBlock.Builder code = CodeBlock.builder();
        forgetComputed(code);
        growParts(code);
        program.steps().forEach(step -> outermost(step, code));
        for (String variable : updated()) {
            code.addStatement("layer.$L.changed()", variable);
        }
        addFirst(program.name(), code);
    }

    /** The rows of each tile are those of a part of the other program, which comes behind the sums over them. */
    private void emitWith(ProgramEmitter perRow) {
        Step.ForTiles tiles = (Step.ForTiles) program.steps().get(0);
        Step.ForParts parts = (Step.ForParts) perRow.program.steps().get(0);
        String field = context.tiles(tiles.tiling());
        CodeBlock.Builder code = CodeBlock.builder();
        forgetComputed(code);
        growParts(code);
        perRow.growParts(code);
        CodeBlock part =
                rowsAtOnce.isPresent() ? someRowsAtOnce(tiles, parts, perRow) : tileAtOnce(tiles, parts, perRow);
        share(perRow.program.name() + JavaNames.capitalized(parts.dims().get(0).count()), part, "run", field, code);
        program.steps().stream().skip(1).forEach(step -> inner(step, code));
        methods.addAll(perRow.methods);
        addFirst(perRow.program.name(), code);
    }

    private CodeBlock tileAtOnce(Step.ForTiles tiles, Step.ForParts parts, ProgramEmitter perRow) {
        return CodeBlock.builder()
                .add(inner(tiles.steps()))
                .add(part(parts, perRow.method(parts), context.tiles(tiles.tiling())))
                .build();
    }

    private CodeBlock someRowsAtOnce(Step.ForTiles tiles, Step.ForParts parts, ProgramEmitter perRow) {
        String field = context.tiles(tiles.tiling());
        String first = JavaNames.first(tiles.tiling().outer());
        String last = JavaNames.last(tiles.tiling().outer());
        CodeBlock.Builder code = CodeBlock.builder();
        tiles.steps().forEach(step -> clear(step, code));
        code.beginControlFlow(
                "for (int $1L = $2L.firstOuter(tile); $1L < $2L.lastOuter(tile); $1L += $3L)",
                first,
                field,
                rowsAtOnce.getAsInt());
        code.addStatement("int $L = Math.min($L + $L, $L.lastOuter(tile))", last, first, rowsAtOnce.getAsInt(), field);
        code.add(inner(tiles.steps()));
        code.addStatement("$L($L, $L)", perRow.method(parts), first, last);
        return code.endControlFlow().build();
    }

    /** Programs share arrays, so what others have computed may be lost. */
    private void forgetComputed(CodeBlock.Builder code) {
        model.computedFor().forEach((other, field) -> {
            if (!other.equals(program.name())) {
                code.addStatement("$L = NOTHING", field);
            }
        });
    }

    private void growParts(CodeBlock.Builder code) {
        for (Buffer buffer : context.parts(program)) {
            String size = context.partsSize(program, buffer);
            code.addStatement("$1L = $2T.atLeast($1L, $3L)", context.field(buffer), JavaTypes.WORKSPACE, size);
        }
    }

    private void addFirst(String name, CodeBlock.Builder code) {
        methods.add(
                0,
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addCode(code.build())
                        .build());
    }

    private void outermost(Step step, CodeBlock.Builder code) {
        if (step instanceof Step.ForTiles tiles) {
            String name = context.methods().of(program, step.passes().get(0)).name();
            share(name, inner(tiles.steps()), run(tiles), context.tiles(tiles.tiling()), code);
        } else if (step instanceof Step.ForParts parts) {
            outermost(parts, code);
        } else {
            inner(step, code);
        }
    }

    private void outermost(Step.ForParts parts, CodeBlock.Builder code) {
        String name = program.name() + JavaNames.capitalized(parts.dims().get(0).count());
        String tiles = context.partTiles(ContextModel.Cut.of(program.layout(), parts.dims()));
        String method = method(parts);
        if (sharesTiles) {
            code.addStatement(
                    "sharesTiles = $L.count() < Math.min(layer.threads.count(), $L.count())",
                    tiles,
                    context.tiles(context.tilingOf(program)));
            code.beginControlFlow("if (sharesTiles)");
            code.addStatement("$L($L)", method, values.whole());
            code.nextControlFlow("else");
            share(name, part(parts, method, tiles), "run", tiles, code);
            code.endControlFlow();
        } else {
            share(name, part(parts, method, tiles), "run", tiles, code);
        }
    }

    /** Programs that do the same for each part share a phase. */
    private void share(String name, CodeBlock part, String run, String tiling, CodeBlock.Builder code) {
        code.addStatement("phase = $L", JavaNames.constant(phases.add(name, part)));
        code.addStatement("layer.threads.$L(part, $L.count())", run, tiling);
    }

    private static String run(Step.ForTiles tiles) {
        return tiles.isBack() ? "runBack" : "run";
    }

    /** What is done for the indices that belong to a tile. */
    private static CodeBlock part(Step.ForParts parts, String method, String tiles) {
        String inner = parts.dims().size() > 1 ? ", $2L.firstInner(tile), $2L.lastInner(tile)" : "";
        return CodeBlock.builder()
                .addStatement("$1L($2L.firstOuter(tile), $2L.lastOuter(tile)" + inner + ")", method, tiles)
                .build();
    }

    /** Writes the method for some indices. */
    private String method(Step.ForParts parts) {
        String method = program.name() + "Part";
        CodeBlock steps = inner(parts.steps());
        methods.add(inPart(method).addCode(steps).build());
        return method;
    }

    private CodeBlock inner(List<Step> steps) {
        CodeBlock.Builder code = CodeBlock.builder();
        steps.forEach(step -> inner(step, code));
        return code.build();
    }

    private void inner(Step step, CodeBlock.Builder code) {
        if (step instanceof Step.Run run) {
            if (rowsAtOnce.isEmpty()) {
                clear(run, code);
            }
            code.add(calls.ofTile(context.methods().of(program, run)));
        } else if (step instanceof Step.ForRows) {
            code.add(calls.ofTile(context.methods().of(program, step)));
        } else if (step instanceof Step.ForTiles tiles) {
            allTiles(tiles, code);
        } else if (step instanceof Step.RefinePivots refine) {
            code.beginControlFlow("if ($L)", values.refinesPivots(refine));
            code.add(inner(refine.steps()));
            code.endControlFlow();
        } else if (step instanceof Step.WhenVariablesChanged changed) {
            String field = model.computedFor().get(program.name());
            code.beginControlFlow("if ($L != layer.version())", field);
            code.add(inner(changed.steps()));
            code.addStatement("$L = layer.version()", field);
            code.endControlFlow();
        } else {
            values.add(step, code);
        }
    }

    /** All tiles of a part, in a method of their own; shared by threads if those outnumber the parts. */
    private void allTiles(Step.ForTiles tiles, CodeBlock.Builder code) {
        List<Nest> nests = tiles.nests();
        // A formula may sum several times over the tiles.
        String method = FreeNames.like(
                program.call()
                        + JavaNames.capitalized(nests.get(nests.size() - 1).name()),
                this::isTaken);
        CodeBlock tile = inner(tiles.steps());
        MethodSpec.Builder all = inPart(method);
        if (sharesTiles) {
            String ofTile = FreeNames.like(method + "OfTile", this::isTaken);
            methods.add(inPart(ofTile)
                    .addParameter(TypeName.INT, "tile")
                    .addCode(tile)
                    .build());
            all.addCode(sharedTiles(method + "Tiles", ofTile, tiles));
            tile = CodeBlock.of("$L($L, tile);\n", ofTile, String.join(", ", values.range()));
        }
        all.addCode(canBeOne(tiles) ? atOnce(tiles) : oneByOne(tiles, tile));
        methods.add(all.build());
        code.addStatement("$L($L)", method, String.join(", ", values.range()));
    }

    private CodeBlock sharedTiles(String name, String ofTile, Step.ForTiles tiles) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("if (sharesTiles)");
        CodeBlock whole = CodeBlock.of("$L($L, tile);\n", ofTile, values.whole());
        share(name, whole, run(tiles), context.tiles(tiles.tiling()), code);
        return code.addStatement("return").endControlFlow().build();
    }

    private CodeBlock oneByOne(Step.ForTiles tiles, CodeBlock tile) {
        String loop = tiles.isBack()
                ? "for (int tile = $L.count() - 1; tile >= 0; tile--)"
                : "for (int tile = 0; tile < $L.count(); tile++)";
        return CodeBlock.builder()
                .beginControlFlow(loop, context.tiles(tiles.tiling()))
                .add(tile)
                .endControlFlow()
                .build();
    }

    private CodeBlock atOnce(Step.ForTiles tiles) {
        return tiles.passes().stream()
                .map(pass -> calls.ofAllTiles(context.methods().of(program, pass)))
                .collect(CodeBlock.joining(""));
    }

    /** Whether tiles are only there to be shared: nothing is summed over them, and they do not lie one behind the other. */
    private boolean canBeOne(Step.ForTiles tiles) {
        return tiles.nests().stream().noneMatch(Nest::isReduction)
                && !program.layout().dims().get(1).equals(tiles.tiling().outer());
    }

    /** A method for some indices of the kept dimensions that are cut. */
    private MethodSpec.Builder inPart(String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE);
        values.range().forEach(bound -> method.addParameter(TypeName.INT, bound));
        return method;
    }

    private boolean isTaken(String name) {
        return methods.stream().anyMatch(method -> method.name().equals(name));
    }

    /** Sets the sums of a tile to zero, if they are kept in memory while they grow. */
    private void clear(Step step, CodeBlock.Builder code) {
        step.nests().stream()
                .flatMap(nest -> program.sumsInMemory(nest).stream())
                .map(sum -> program.buffer(sum.target()))
                .forEach(parts -> values.clear(parts, step, code));
    }

    private Set<String> updated() {
        Set<String> variables = new LinkedHashSet<>();
        program.nests()
                .forEach(nest -> nest.body().forEach(statement -> {
                    if (statement instanceof Statement.Store store
                            && program.buffer(store.target()).kind() == Buffer.Kind.VARIABLE) {
                        variables.add(store.target());
                    }
                }));
        return variables;
    }
}
