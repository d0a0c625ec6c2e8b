package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.PartSize;
import io.github.normwright.processor.plan.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes a layer's context: what one call needs, and what the backward call after it needs. */
final class ContextEmitter {

    private final LayerModel model;
    private final ContextModel context;
    private final ContextExtras extras;
    private final BackwardEmitter backward;
    private final ElementType type;
    private final List<ProgramEmitter> programs = new ArrayList<>();
    private final Phases phases = new Phases();
    private final TypeSpec.Builder code;

    ContextEmitter(LayerModel model, ContextModel context) {
        this.model = model;
        this.context = context;
        this.type = model.type();
        this.extras = new ContextExtras(model);
        this.backward = new BackwardEmitter(model);
        for (LayerPlan.Scheduled scheduled : model.plan().scheduled()) {
            scheduled
                    .sharedRows()
                    .ifPresentOrElse(
                            rows -> programs.add(ProgramEmitter.of(model, context, rows, phases)),
                            () -> scheduled
                                    .programs()
                                    .forEach(program ->
                                            programs.add(ProgramEmitter.of(model, context, program, phases))));
        }
        this.code = TypeSpec.classBuilder(model.names().context())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(JavaTypes.trainingContext(type))
                .addJavadoc("What a call of the layer leaves for the backward call after it, and working memory. Not"
                        + " thread-safe.\n");
    }

    TypeSpec emit() {
        addConstants();
        addFields();
        addConstructor();
        addBegin();
        addResize();
        new ContextGradients(model, context).methods().forEach(code::addMethod);
        addStatistics();
        extras.addMethods(code);
        programs.forEach(program -> code.addMethods(program.methods()));
        backward.methods().forEach(code::addMethod);
        addRunPart();
        return code.build();
    }

    private void addConstants() {
        addInt("NOTHING", -1);
        addInt("TRAINED", 1);
        addInt("INFERRED", 2);
        int number = 0;
        for (String phase : phases.parts().keySet()) {
            addInt(JavaNames.constant(phase), number++);
        }
    }

    private void addInt(String name, int value) {
        code.addField(new KernelConstants.Constant(name, TypeName.INT, Integer.toString(value)).field());
    }

    private void addFields() {
        code.addField(model.names().layer(), "layer", Modifier.PRIVATE, Modifier.FINAL);
        extras.addFields(code);
        addField(FieldSpec.builder(JavaTypes.TILE_TASK, "part", Modifier.PRIVATE, Modifier.FINAL)
                .initializer("this::runPart"));
        for (Buffer tensor : context.tensors()) {
            code.addField(type.tensorArray(), tensor.array(), Modifier.PRIVATE);
            code.addField(TypeName.INT, JavaNames.offset(tensor.name()), Modifier.PRIVATE);
        }
        code.addField(TypeName.INT, "elements", Modifier.PRIVATE);
        for (Dim dim : context.dynamicDims()) {
            addField(FieldSpec.builder(TypeName.INT, dim.count(), Modifier.PRIVATE)
                    .initializer("NOTHING"));
        }
        context.tilings().forEach(tiling -> addTiling(context.tiles(tiling)));
        context.cuts().forEach(cut -> addTiling(context.partTiles(cut)));
        addField(FieldSpec.builder(TypeName.INT, "phase", Modifier.PRIVATE));
        if (programs.stream().anyMatch(ProgramEmitter::sharesTiles)) {
            code.addField(TypeName.BOOLEAN, "sharesTiles", Modifier.PRIVATE);
        }
        addField(FieldSpec.builder(TypeName.INT, "forward", Modifier.PRIVATE).initializer("NOTHING"));
        model.computedFor()
                .values()
                .forEach(field -> addField(
                        FieldSpec.builder(TypeName.INT, field, Modifier.PRIVATE).initializer("NOTHING")));
        code.addField(TypeName.BOOLEAN, "hasGradients", Modifier.PRIVATE);
        backward.fields().forEach(code::addField);
        addArrays();
    }

    private void addTiling(String name) {
        addField(FieldSpec.builder(JavaTypes.TILING, name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", JavaTypes.TILING));
    }

    private void addArrays() {
        for (Buffer value : context.values()) {
            if (ContextModel.isDynamic(value)) {
                addGrowing(value);
            } else {
                addField(FieldSpec.builder(type.array(), context.field(value), Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T[$L]", type.primitive(), ContextModel.length(value)));
            }
        }
        context.moments().forEach((moments, mean) -> {
            boolean isDynamic = ContextModel.isDynamic(mean);
            FieldSpec.Builder field = FieldSpec.builder(JavaTypes.MOMENTS, moments, Modifier.PRIVATE)
                    .initializer("new $T($L)", JavaTypes.MOMENTS, isDynamic ? "1" : ContextModel.product(mean.dims()));
            addField(isDynamic ? field : field.addModifiers(Modifier.FINAL));
        });
        context.parts().forEach(this::addGrowing);
    }

    private void addGrowing(Buffer buffer) {
        addField(FieldSpec.builder(type.array(), context.field(buffer), Modifier.PRIVATE)
                .initializer("{}"));
    }

    private void addField(FieldSpec.Builder field) {
        code.addField(field.build());
    }

    private void addConstructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(model.names().layer(), "layer")
                .addStatement("this.layer = layer");
        extras.addToConstructor(constructor);
        if (context.dynamicDims().isEmpty()) {
            tilings().forEach(constructor::addStatement);
        }
        code.addMethod(constructor.build());
    }

    private List<CodeBlock> tilings() {
        List<CodeBlock> statements = new ArrayList<>();
        for (Tiling tiling : context.tilings()) {
            statements.add(tiling(tiling));
        }
        context.cuts().forEach(cut -> statements.add(parts(cut)));
        return statements;
    }

    private CodeBlock parts(ContextModel.Cut cut) {
        CodeBlock within = CodeBlock.of("Math.max(1, $L)", cut.elements());
        return cut.isLong()
                ? CodeBlock.of(
                        "$L.cutShares($L, $L, $L, $L, layer.threads.count())",
                        context.partTiles(cut),
                        cut.outer(),
                        within,
                        PartSize.FEW,
                        PartSize.LONG)
                : CodeBlock.of(
                        "$L.cutParts($L, $L, $L, $L, $L)",
                        context.partTiles(cut),
                        cut.outer(),
                        within,
                        cut.inner(),
                        PartSize.FEW,
                        PartSize.MANY);
    }

    private CodeBlock tiling(Tiling tiling) {
        String tiles = context.tiles(tiling);
        String outer = JavaNames.count(tiling.outer());
        String within = ContextModel.within(tiling);
        Optional<Dim> inner = tiling.inner();
        if (inner.isEmpty() && within.equals("1")) {
            String most = tiling.most() > tiling.elements() ? ", " + tiling.most() : "";
            return CodeBlock.of("$L.cut($L, $L$L)", tiles, outer, tiling.elements(), most);
        }
        String innerCount = inner.map(JavaNames::count).orElse("1");
        return CodeBlock.of("$L.cutElements($L, $L, $L, $L)", tiles, outer, within, innerCount, tiling.elements());
    }

    private void addBegin() {
        MethodSpec.Builder begin = MethodSpec.methodBuilder("begin").addModifiers(Modifier.PRIVATE);
        model.forwardTensors().addWithOffsets(begin);
        begin.addParameter(TypeName.INT, "elements");
        model.dynamicSizes().forEach(size -> begin.addParameter(TypeName.INT, size));
        begin.addCode(model.forwardTensors().assignments());
        begin.addStatement("this.elements = elements");
        begin.addStatement("forward = NOTHING");
        begin.addCode(backward.begin());
        begin.addStatement("hasGradients = false");
        extras.addToBegin(begin);
        if (!context.dynamicDims().isEmpty()) {
            String sizes = context.dynamicDims().stream()
                    .map(dim -> JavaNames.expression(dim.size()))
                    .collect(Collectors.joining(", "));
            begin.addStatement("resize($L)", sizes);
        }
        code.addMethod(begin.build());
    }

    private void addResize() {
        List<Dim> dims = context.dynamicDims();
        if (dims.isEmpty()) {
            return;
        }
        MethodSpec.Builder resize = MethodSpec.methodBuilder("resize").addModifiers(Modifier.PRIVATE);
        dims.forEach(dim -> resize.addParameter(TypeName.INT, dim.count()));
        String isSame = dims.stream()
                .map(dim -> "this." + dim.count() + " == " + dim.count())
                .collect(Collectors.joining(" && "));
        resize.beginControlFlow("if ($L)", isSame).addStatement("return").endControlFlow();
        dims.forEach(dim -> resize.addStatement("this.$1L = $1L", dim.count()));
        tilings().forEach(resize::addStatement);
        context.values().stream()
                .filter(ContextModel::isDynamic)
                .forEach(value -> resize.addStatement(
                        "$1L = $2T.atLeast($1L, $3L)",
                        context.field(value),
                        JavaTypes.WORKSPACE,
                        ContextModel.length(value)));
        context.moments().forEach((moments, mean) -> {
            if (ContextModel.isDynamic(mean)) {
                String channels = ContextModel.product(mean.dims());
                resize.addStatement("$1L = $2T.atLeast($1L, $3L)", moments, JavaTypes.WORKSPACE, channels);
            }
        });
        code.addMethod(resize.build());
    }

    private void addStatistics() {
        if (!context.moments().containsKey("moments")) {
            return;
        }
        code.addMethod(MethodSpec.methodBuilder("batchStatistics")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("""
                        Counts, means and squared deviations of the last batch that was normalized by its own statistics.

                        @return statistics of the context, overwritten by the next such call
                        """)
                .returns(JavaTypes.MOMENTS)
                .addStatement("return moments")
                .build());
    }

    private void addRunPart() {
        CodeBlock.Builder cases = CodeBlock.builder().add("switch (phase) {\n$>");
        phases.parts().forEach((phase, part) -> {
            cases.add("case $L -> $L(tile);\n", JavaNames.constant(phase), phase);
            code.addMethod(MethodSpec.methodBuilder(phase)
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(TypeName.INT, "tile")
                    .addCode(part)
                    .build());
        });
        cases.add("default -> throw new $T($S + phase);\n$<}\n", IllegalStateException.class, "no phase ");
        code.addMethod(MethodSpec.methodBuilder("runPart")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(TypeName.INT, "tile")
                .addCode(cases.build())
                .build());
    }
}
