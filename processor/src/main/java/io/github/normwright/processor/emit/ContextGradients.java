package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.plan.LayerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the methods of a context that give gradients of parameters, and of arguments of training. */
final class ContextGradients {

    private final LayerModel model;
    private final ContextModel context;
    private final List<Result.ParameterGradient> gradients;

    ContextGradients(LayerModel model, ContextModel context) {
        this.model = model;
        this.context = context;
        this.gradients = model.plan().trainingGradient().algorithm().parameterGradients();
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        gradients.forEach(gradient -> methods.add(accessor(gradient)));
        methods.add(MethodSpec.methodBuilder("gradient")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addParameter(String.class, "parameter")
                .returns(model.type().array())
                .addCode(
                        gradients.isEmpty()
                                ? CodeBlock.of(
                                        "throw $T.unexpected($S, parameter);\n", JavaTypes.CHECKS, "no parameter")
                                : cases())
                .build());
        return methods;
    }

    private CodeBlock cases() {
        CodeBlock.Builder cases = CodeBlock.builder().add("return switch (parameter) {\n$>");
        gradients.forEach(gradient ->
                cases.add("case $S -> $L();\n", JavaNames.snakeCase(gradient.target()), accessorName(gradient)));
        String names = gradients.stream()
                .map(gradient -> JavaNames.snakeCase(gradient.target()))
                .collect(Collectors.joining(" or "));
        String expected = "the parameter " + names;
        return cases.add("default -> throw $T.unexpected($S, parameter);\n$<};\n", JavaTypes.CHECKS, expected)
                .build();
    }

    private static String accessorName(Result.ParameterGradient gradient) {
        return gradient.target() + "Gradient";
    }

    private MethodSpec accessor(Result.ParameterGradient gradient) {
        Optional<String> ofInference = field(model.plan().inferenceGradient(), gradient.target());
        String ofTraining =
                field(model.plan().trainingGradient(), gradient.target()).orElseThrow();
        boolean isOfTrainingOnly = ofInference.isEmpty();
        boolean isInOnePlace = isOfTrainingOnly || ofInference.get().equals(ofTraining);
        return MethodSpec.methodBuilder(accessorName(gradient))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("""
                        The gradient of $L, as the last backward call left it.

                        @return an array of the context, overwritten by the next backward call
                        @throws IllegalStateException if no backward call was made since the last forward call$L
                        """, gradient.target(), isOfTrainingOnly ? ", or that was one of infer" : "")
                .returns(model.type().array())
                .beginControlFlow("if (!hasGradients$L)", isOfTrainingOnly ? " || forward != TRAINED" : "")
                .addStatement(
                        "throw new $T($Z$S)",
                        IllegalStateException.class,
                        "expected a call of backward with this context, found none since the last "
                                + (isOfTrainingOnly ? "call of train" : "forward call"))
                .endControlFlow()
                .addStatement(
                        "return $L",
                        isInOnePlace ? ofTraining : "forward == TRAINED ? " + ofTraining + " : " + ofInference.get())
                .build();
    }

    /** Where a gradient is: training and inference may lay out a parameter differently. */
    private Optional<String> field(LayerPlan.Scheduled scheduled, String parameter) {
        return scheduled.algorithm().parameterGradients().stream()
                .filter(gradient -> gradient.target().equals(parameter))
                .map(gradient -> ((Expr.Ref) gradient.value()).name())
                .flatMap(name -> scheduled.programs().stream()
                        .filter(program -> program.hasBuffer(name))
                        .map(program -> context.field(program.buffer(name))))
                .findFirst();
    }
}
