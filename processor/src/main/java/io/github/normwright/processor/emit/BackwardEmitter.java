package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.grad.ReverseMode;
import io.github.normwright.processor.plan.LayerPlan;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes what a context does in a backward call: checks, then one of the two gradient programs. A gradient may lie in the
 * place of any other tensor but the other gradient, and that of the residual not over the input, which a pass behind the one
 * that stores it may read; but then what the forward call left is gone.
 */
final class BackwardEmitter {

    private static final String OVERWRITTEN = "isOverwritten";

    private final LayerModel model;
    private final List<String> kept;

    BackwardEmitter(LayerModel model) {
        this.model = model;
        this.kept = model.keptTensors();
    }

    List<FieldSpec> fields() {
        return kept.isEmpty()
                ? List.of()
                : List.of(FieldSpec.builder(TypeName.BOOLEAN, OVERWRITTEN, Modifier.PRIVATE)
                        .build());
    }

    /** What a forward call notes: whether it overwrites an input that backward needs. */
    CodeBlock begin() {
        if (kept.isEmpty()) {
            return CodeBlock.of("");
        }
        List<CodeBlock> inPlace = model.inputs().stream()
                .filter(kept::contains)
                .map(input -> TensorParameters.inPlaceCheck(LayerAlgorithm.OUTPUT, input))
                .toList();
        return CodeBlock.builder()
                .addStatement("$L = $L", OVERWRITTEN, inPlace.isEmpty() ? "false" : CodeBlock.join(inPlace, "$W|| "))
                .build();
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(backward(model.backwardTensors()).addCode(run()).build());
        if (model.hasResidual() && !model.hasResidualGradient()) {
            methods.add(copyingBackward());
        }
        return methods;
    }

    private MethodSpec.Builder backward(TensorParameters tensors) {
        MethodSpec.Builder backward = MethodSpec.methodBuilder("backward").addModifiers(Modifier.PRIVATE);
        tensors.addWithOffsets(backward);
        return backward;
    }

    private CodeBlock run() {
        CodeBlock.Builder code = CodeBlock.builder().add(stateChecks());
        code.add(model.backwardTensors().checks());
        List<String> gradients = model.gradients();
        if (gradients.size() > 1) {
            code.add(apart(gradients.get(1), gradients.get(0)));
        }
        gradients.forEach(
                gradient -> code.addStatement(TensorParameters.inPlaceCheck(gradient, ReverseMode.OUTPUT_GRADIENT)));
        if (gradients.size() > 1 && kept.contains(LayerAlgorithm.INPUT)) {
            code.add(apart(gradients.get(1), LayerAlgorithm.INPUT));
        }
        List<CodeBlock> overwrites = gradients.stream()
                .flatMap(gradient -> kept.stream()
                        .filter(tensor ->
                                gradient.equals(ReverseMode.INPUT_GRADIENT) || !tensor.equals(LayerAlgorithm.INPUT))
                        .map(tensor -> TensorParameters.inPlaceCheck(gradient, tensor)))
                .toList();
        if (!overwrites.isEmpty()) {
            // All of them check.
            code.addStatement("$L = $L", OVERWRITTEN, CodeBlock.join(overwrites, "$W| "));
        }
        return code.add(model.backwardTensors().assignments())
                .beginControlFlow("if (forward == TRAINED)")
                .add(calls(model.plan().trainingGradient()))
                .nextControlFlow("else")
                .add(calls(model.plan().inferenceGradient()))
                .endControlFlow()
                .addStatement("hasGradients = true")
                .build();
    }

    private static CodeBlock calls(LayerPlan.Scheduled scheduled) {
        CodeBlock.Builder calls = CodeBlock.builder();
        scheduled
                .sharedRows()
                .map(rows -> List.of(rows.perRow()))
                .orElse(scheduled.programs())
                .forEach(program -> calls.addStatement("$L()", program.name()));
        return calls.build();
    }

    private CodeBlock stateChecks() {
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("if (forward == NOTHING)")
                .addStatement(
                        "throw new $T($Z$S)",
                        IllegalStateException.class,
                        "expected a call of train or infer with this context before backward, found none")
                .endControlFlow();
        if (!kept.isEmpty()) {
            code.beginControlFlow("if ($L)", OVERWRITTEN)
                    .addStatement(
                            "throw new $T($Z$S)",
                            IllegalStateException.class,
                            "expected " + String.join(" and ", kept)
                                    + " as the forward call left it, found that a call in place has overwritten it")
                    .endControlFlow();
        }
        return code.build();
    }

    /** Without an activation the gradient with respect to the residual is that with respect to the output. */
    private MethodSpec copyingBackward() {
        TensorParameters tensors = ResidualCalls.allGradients(model.type());
        String residual = ReverseMode.gradientOf(LayerAlgorithm.RESIDUAL);
        CodeBlock.Builder code = CodeBlock.builder().add(stateChecks()).add(tensors.checks());
        code.add(apart(residual, ReverseMode.INPUT_GRADIENT));
        code.addStatement(TensorParameters.inPlaceCheck(ReverseMode.INPUT_GRADIENT, ReverseMode.OUTPUT_GRADIENT));
        for (String tensor : kept) {
            code.add(apart(residual, tensor));
            code.addStatement(TensorParameters.inPlaceCheck(ReverseMode.INPUT_GRADIENT, tensor));
        }
        return backward(tensors)
                .addCode(code.build())
                .beginControlFlow("if (!$L)", TensorParameters.inPlaceCheck(residual, ReverseMode.OUTPUT_GRADIENT))
                .addStatement("$T.arraycopy(dy, dyOffset, dResidual, dResidualOffset, elements)", System.class)
                .endControlFlow()
                .addStatement("backward($L)", model.backwardTensors().withOffsets())
                .build();
    }

    private static CodeBlock apart(String output, String other) {
        return CodeBlock.builder()
                .addStatement(
                        "$T.apart($S, $L, $L, $S, $L, $L, elements)",
                        JavaTypes.CHECKS,
                        output,
                        output,
                        JavaNames.offset(output),
                        other,
                        other,
                        JavaNames.offset(other))
                .build();
    }
}
