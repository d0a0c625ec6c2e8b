package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import io.github.normwright.processor.ir.AffineForm;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes what folds a layer into the linear layer beside it: the layer's inference as a scale and an offset for each channel. */
final class FoldEmitter {

    private static final String CHANNEL = "channel";
    private static final ScalarTarget TARGET = new ScalarTarget(ElementType.FLOAT64);

    private final LayerModel model;
    private final LayerAlgorithm layer;
    private final Algorithm inference;

    FoldEmitter(LayerModel model) {
        this.model = model;
        this.layer = model.plan().algorithm();
        this.inference = layer.inference();
    }

    /** The methods; none for a layer that cannot be folded. */
    List<MethodSpec> methods() {
        Optional<Axis> axis = channels();
        Optional<AffineForm> form = axis.isPresent() ? AffineForm.of(inference) : Optional.empty();
        return form.isEmpty()
                ? List.of()
                : List.of(inferenceAffine(axis.get(), form.get()), fold("Previous", "before"), fold("Next", "after"));
    }

    /** The one axis that variables vary along. */
    private Optional<Axis> channels() {
        Set<Axis> axes = new HashSet<>();
        for (Operand operand : inference.operands()) {
            if (operand.role() == Operand.Role.VARIABLE) {
                axes.addAll(operand.axes().list());
            } else if (!operand.name().equals(LayerAlgorithm.INPUT)) {
                return Optional.empty();
            }
        }
        return axes.size() == 1 ? Optional.of(axes.iterator().next()) : Optional.empty();
    }

    private MethodSpec inferenceAffine(Axis axis, AffineForm form) {
        int count = ((Extent.Fixed) axis.extent()).size();
        MethodSpec.Builder method = MethodSpec.methodBuilder("inferenceAffine")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(JavaTypes.CHANNEL_AFFINE);
        List<Definition> definitions = definitions(form);
        Set<String> read = new HashSet<>();
        definitions.forEach(definition -> read.addAll(definition.reads()));
        read.addAll(Exprs.names(form.scale()));
        read.addAll(Exprs.names(form.offset()));
        variables().stream()
                .filter(read::contains)
                .forEach(name -> method.addStatement("double[] $L = $L.toDoubles()", array(name), name));
        method.addStatement("double[] scales = new double[$L]", count);
        method.addStatement("double[] offsets = new double[$L]", count);
        method.beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", CHANNEL, count);
        definitions.forEach(definition ->
                method.addStatement("double $L = $L", definition.names().get(0), write(definition.value())));
        method.addStatement("scales[$L] = $L", CHANNEL, write(form.scale()));
        method.addStatement("offsets[$L] = $L", CHANNEL, write(form.offset()));
        method.endControlFlow();
        int rank = layer.space().list().size();
        int place = layer.space().list().indexOf(axis);
        return method.addStatement("return new $T($L, $L, scales, offsets)", JavaTypes.CHANNEL_AFFINE, rank, place)
                .build();
    }

    /** The definitions that the form needs, in order; none of them depends on the input. */
    private List<Definition> definitions(AffineForm form) {
        Set<String> needed = new HashSet<>(Exprs.names(form.scale()));
        needed.addAll(Exprs.names(form.offset()));
        List<Definition> definitions = new ArrayList<>();
        for (int i = inference.definitions().size() - 1; i >= 0; i--) {
            Definition definition = inference.definitions().get(i);
            if (needed.contains(definition.names().get(0))) {
                needed.addAll(definition.reads());
                definitions.add(0, definition);
            }
        }
        return definitions;
    }

    private List<String> variables() {
        return layer.variables().stream().map(variable -> variable.name()).toList();
    }

    private CodeBlock write(Expr value) {
        return TARGET.write(Exprs.withoutReciprocals(value), this::leaf);
    }

    /** Settings are those of the kernels, rounded to the layer's arithmetic. */
    private CodeBlock leaf(Expr leaf) {
        if (leaf instanceof Expr.Ref ref) {
            return variables().contains(ref.name())
                    ? CodeBlock.of("$L[$L]", array(ref.name()), CHANNEL)
                    : CodeBlock.of("$L", ref.name());
        }
        return leaf instanceof Expr.Setting setting
                ? CodeBlock.of("$L", model.type().literal(setting.value()))
                : CodeBlock.of("$L", ElementType.FLOAT64.literal(((Expr.Constant) leaf).value()));
    }

    private static String array(String variable) {
        return variable + "s";
    }

    private static MethodSpec fold(String place, String preposition) {
        TypeVariableName array = TypeVariableName.get("W");
        TypeName linear = ParameterizedTypeName.get(JavaTypes.LINEAR_LAYER, array);
        ClassName folding = JavaTypes.FOLDING;
        return MethodSpec.methodBuilder("foldInto" + place)
                .addModifiers(Modifier.PUBLIC)
                .addTypeVariable(array)
                .addJavadoc("""
                        Folds the inference of this layer, by its variables as they are now, into the linear layer $1L it.

                        @param linear the dense, convolution or depthwise layer right $1L this one
                        @return a linear layer that gives in inference what both give
                        @throws IllegalArgumentException if that is not possible, as {@link $2T#into$3L} says
                        @param <W> the array type of the linear layer's weights
                        """, preposition, folding, place)
                .addParameter(linear, "linear")
                .returns(linear)
                .addStatement("return $T.into$L(inferenceAffine(), linear)", folding, place)
                .build();
    }
}
