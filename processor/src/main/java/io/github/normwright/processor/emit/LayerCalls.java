package io.github.normwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.LayerAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes the methods of a layer that do its work: checks first, then the context's programs. */
final class LayerCalls {

    private static final String CONTEXT = "context";
    private static final String SIZES = "dynamicDimensions";

    private final LayerModel model;
    private final ElementType type;
    private final TensorParameters tensors;
    private final TensorParameters gradients;
    private final List<MethodSpec> methods = new ArrayList<>();

    LayerCalls(LayerModel model) {
        this.model = model;
        this.type = model.type();
        this.tensors = model.forwardTensors();
        this.gradients = model.backwardTensors();
    }

    List<MethodSpec> methods() {
        addForward("train", "TRAINED", model.plan().training().program().name());
        addInference();
        addForward("infer", "INFERRED", model.plan().inference().program().name());
        addBackward();
        if (model.hasResidual()) {
            methods.addAll(new ResidualCalls(model).refused());
        }
        addElements();
        addOwn();
        return methods;
    }

    /** A forward call that leaves something for the backward call. */
    private void addForward(String name, String state, String program) {
        TypeName contextType = model.names().context();
        methods.add(arrays(name, "As the other method of this name, with arrays that start with the tensors.\n")
                .addParameter(contextType, CONTEXT)
                .addStatement("$L($L, $Lcontext)", name, tensors.atStart(), sizes())
                .build());
        methods.add(withOffsets(name)
                .addJavadoc(forwardDocumentation(name))
                .addParameter(contextType, CONTEXT)
                .addCode(isTraining(name) ? guarded(forward(name, state, program)) : forward(name, state, program))
                .build());
        methods.add(generic(name)
                .addParameter(JavaTypes.trainingContext(type), CONTEXT)
                .addCode(isTraining(name) ? guarded(genericForward(name)) : genericForward(name))
                .build());
    }

    private CodeBlock genericForward(String name) {
        return CodeBlock.builder()
                .add(genericChecks())
                .addStatement("$L($L, $Lown(context))", name, tensors.withOffsets(), genericSizes())
                .build();
    }

    private CodeBlock forward(String name, String state, String program) {
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement("$T.context(context.layer, this)", JavaTypes.CHECKS)
                .add(checks());
        if (isTraining(name) && !TrainingChecks.of(model).isEmpty()) {
            code.addStatement("context.checkTraining($L)", String.join(", ", model.dynamicSizes()));
        }
        code.addStatement(begin());
        code.addStatement("context.$L()", program);
        code.addStatement("context.forward = $T.$L", model.names().context(), state);
        if (isTraining(name) && model.plan().updates().isPresent()) {
            code.addStatement("context.finishTraining()");
        }
        return code.build();
    }

    private static boolean isTraining(String name) {
        return name.equals("train");
    }

    /** Code whose failure must not leave other replicas waiting. */
    private CodeBlock guarded(CodeBlock code) {
        if (!model.isSynchronized()) {
            return code;
        }
        CodeBlock.Builder guarded = CodeBlock.builder().beginControlFlow("try").add(code);
        if (hasChecks()) {
            guarded.nextControlFlow("catch ($T ofAllReplicas)", ArithmeticException.class)
                    .add("// They can meet again after that.\n")
                    .addStatement("throw ofAllReplicas");
        }
        return guarded.nextControlFlow("catch ($T | $T failure)", RuntimeException.class, Error.class)
                .addStatement("$T.leave(context, failure)", JavaTypes.REPLICAS)
                .addStatement("throw failure")
                .endControlFlow()
                .build();
    }

    private boolean hasChecks() {
        return model.plan().updates().stream()
                .anyMatch(updates -> !updates.algorithm().checks().isEmpty());
    }

    private void addInference() {
        methods.add(arrays("infer", "As the other method of this name, with arrays that start with the tensors.\n")
                .addStatement("infer($L$L)", tensors.atStart(), moreSizes())
                .build());
        methods.add(withOffsets("infer")
                .addJavadoc("Normalizes a batch without changing anything. Thread-safe.\n\n"
                        + tensorsDocumentation("")
                        + sizesDocumentation()
                        + "@throws IllegalArgumentException if an array is too small, a size is negative, or the output lies"
                        + " partly over an input\n")
                .addCode(checks())
                .addStatement(
                        "$T context = inferenceContexts.take()", model.names().context())
                .beginControlFlow("if (context == null)")
                .addStatement("context = newContext()")
                .endControlFlow()
                .beginControlFlow("try")
                .addStatement(begin())
                .addStatement("context.$L()", model.plan().inference().program().name())
                .nextControlFlow("finally")
                .addCode(forgetTensors())
                .addStatement("inferenceContexts.put(context)")
                .endControlFlow()
                .build());
        methods.add(generic("infer")
                .addCode(genericChecks())
                .addStatement(
                        "infer($L$L)",
                        tensors.withOffsets(),
                        model.dynamicSizes().isEmpty() ? "" : ", " + genericSizesList())
                .build());
    }

    private CodeBlock begin() {
        return CodeBlock.of("context.begin($L, elements$L)", tensors.withOffsets(), moreSizes());
    }

    private CodeBlock forgetTensors() {
        CodeBlock.Builder code = CodeBlock.builder();
        tensors.names().forEach(name -> code.addStatement("context.$L = null", name));
        return code.build();
    }

    private void addBackward() {
        TypeName generic = JavaTypes.trainingContext(type);
        MethodSpec.Builder arrays = MethodSpec.methodBuilder("backward")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("As the other method of this name, with arrays that start with the tensors.\n")
                .addJavadoc("\n@param dy the gradient with respect to the output$L\n", residualGradientIsOutputs())
                .addJavadoc("@param dx receives the gradient with respect to the input\n");
        if (model.hasResidualGradient()) {
            arrays.addJavadoc("@param dResidual receives the gradient with respect to the residual\n");
        }
        gradients.addArrays(arrays);
        methods.add(arrays.addJavadoc("@param context the context of the forward call\n")
                .addParameter(generic, CONTEXT)
                .addStatement("backward($L, context)", gradients.atStart())
                .build());
        addBackward(gradients);
        if (model.hasResidual() && !model.hasResidualGradient()) {
            addBackward(ResidualCalls.allGradients(type));
        }
    }

    private String residualGradientIsOutputs() {
        return model.hasResidual() && !model.hasResidualGradient() ? ", which is also that to the residual" : "";
    }

    private void addBackward(TensorParameters parameters) {
        MethodSpec.Builder backward = MethodSpec.methodBuilder("backward")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class);
        parameters.addWithOffsets(backward);
        methods.add(backward.addParameter(JavaTypes.trainingContext(type), CONTEXT)
                .addCode(guarded(CodeBlock.builder()
                        .addStatement("own(context).backward($L)", parameters.withOffsets())
                        .build()))
                .build());
    }

    /** The number of elements of the input, after its sizes were checked. */
    private void addElements() {
        MethodSpec.Builder elements = MethodSpec.methodBuilder("elements")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(TypeName.INT);
        CodeBlock product = CodeBlock.of("$L", model.staticElements());
        for (String size : model.dynamicSizes()) {
            elements.addParameter(TypeName.INT, size);
            product = CodeBlock.of("$T.elements($L, $S, $L)", JavaTypes.CHECKS, product, size, size);
        }
        methods.add(elements.addStatement("return $L", product).build());
    }

    private void addOwn() {
        methods.add(MethodSpec.methodBuilder("own")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(JavaTypes.trainingContext(type), CONTEXT)
                .returns(model.names().context())
                .beginControlFlow(
                        "if (context instanceof $T own)", model.names().context())
                .addStatement("$T.context(own.layer, this)", JavaTypes.CHECKS)
                .addStatement("return own")
                .endControlFlow()
                .addStatement(
                        "throw $T.unexpected($S, context == null ? null : context.getClass().getName())",
                        JavaTypes.CHECKS,
                        "a context of " + model.names().layer().simpleName())
                .build());
    }

    private MethodSpec.Builder arrays(String name, String documentation) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addJavadoc(documentation);
        tensors.addArrays(method);
        model.dynamicSizes().forEach(size -> method.addParameter(TypeName.INT, size));
        return method;
    }

    private MethodSpec.Builder withOffsets(String name) {
        MethodSpec.Builder method = offsets(name);
        model.dynamicSizes().forEach(size -> method.addParameter(TypeName.INT, size));
        return method;
    }

    private MethodSpec.Builder generic(String name) {
        return offsets(name).addAnnotation(Override.class).addParameter(ArrayTypeName.of(TypeName.INT), SIZES);
    }

    private MethodSpec.Builder offsets(String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC);
        tensors.addWithOffsets(method);
        return method;
    }

    private CodeBlock checks() {
        String sizes = String.join(", ", model.dynamicSizes());
        CodeBlock.Builder checks = CodeBlock.builder()
                .addStatement("int elements = elements($L)", sizes)
                .add(tensors.checks());
        model.inputs()
                .forEach(input -> checks.addStatement(TensorParameters.inPlaceCheck(LayerAlgorithm.OUTPUT, input)));
        return checks.build();
    }

    private CodeBlock genericChecks() {
        return CodeBlock.builder()
                .addStatement(
                        "$T.dynamicDimensions($L, $L)",
                        JavaTypes.CHECKS,
                        SIZES,
                        model.dynamicSizes().size())
                .build();
    }

    private String sizes() {
        return model.dynamicSizes().stream().map(size -> size + ", ").collect(Collectors.joining());
    }

    private String moreSizes() {
        return model.dynamicSizes().stream().map(size -> ", " + size).collect(Collectors.joining());
    }

    private String genericSizes() {
        return model.dynamicSizes().isEmpty() ? "" : genericSizesList() + ", ";
    }

    private String genericSizesList() {
        return IntStream.range(0, model.dynamicSizes().size())
                .mapToObj(i -> SIZES + "[" + i + "]")
                .collect(Collectors.joining(", "));
    }

    private String forwardDocumentation(String name) {
        String what = name.equals("train")
                ? "Normalizes a batch as in training, updates the moving statistics, and keeps what backward needs.\n"
                : "Normalizes a batch as in inference, and keeps what backward needs.\n";
        return what + "\n" + tensorsDocumentation("; the context refers to it until the backward call")
                + sizesDocumentation() + """
                @param context receives what backward needs
                @throws IllegalArgumentException if an array is too small, a size is negative, the output lies partly over an
                    input, or the context is another layer's; nothing is changed then
                """;
    }

    /**
     * What is said of the tensors of a forward call.
     *
     * @param kept what is added for those that backward needs
     */
    private String tensorsDocumentation(String kept) {
        StringBuilder text = new StringBuilder();
        for (String name : tensors.names()) {
            String what = switch (name) {
                case LayerAlgorithm.INPUT -> "the input";
                case LayerAlgorithm.RESIDUAL -> "the second input, which is added";
                default -> "receives the output";
            };
            String whether = model.keptTensors().contains(name) ? kept : "";
            text.append("@param %1$s %2$s%3$s%n@param %1$sOffset where in {@code %1$s} it starts%n"
                    .formatted(name, what, whether));
        }
        return text.toString();
    }

    private String sizesDocumentation() {
        return model.dynamicSizes().stream()
                .map(size -> "@param " + size + " the size of that dimension, at least 0\n")
                .collect(Collectors.joining());
    }
}
