package io.github.normwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
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
    private final List<MethodSpec> methods = new ArrayList<>();

    LayerCalls(LayerModel model) {
        this.model = model;
        this.type = model.type();
    }

    List<MethodSpec> methods() {
        addForward("train", "TRAINED", model.plan().training().program().name());
        addInference();
        addForward("infer", "INFERRED", model.plan().inference().program().name());
        addBackward();
        addElements();
        addOwn();
        return methods;
    }

    /** A forward call that leaves something for the backward call. */
    private void addForward(String name, String state, String program) {
        TypeName contextType = model.names().context();
        methods.add(arrays(name, "As the other method of this name, with arrays that start with the tensors.\n")
                .addParameter(contextType, CONTEXT)
                .addStatement("$L(x, 0, y, 0, $Lcontext)", name, sizes())
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
                .addStatement("$L(x, xOffset, y, yOffset, $Lown(context))", name, genericSizes())
                .build();
    }

    private CodeBlock forward(String name, String state, String program) {
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement("$T.context(context.layer, this)", JavaTypes.CHECKS)
                .add(checks());
        if (isTraining(name) && !TrainingChecks.of(model).isEmpty()) {
            code.addStatement("context.checkTraining($L)", String.join(", ", model.dynamicSizes()));
        }
        code.addStatement("context.begin(x, xOffset, y, yOffset, elements$L)", moreSizes());
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
                .addStatement("infer(x, 0, y, 0$L)", moreSizes())
                .build());
        methods.add(withOffsets("infer")
                .addJavadoc("""
                        Normalizes a batch without changing anything. Thread-safe.

                        @param x the input
                        @param xOffset where in {@code x} it starts
                        @param y receives the output
                        @param yOffset where in {@code y} it starts
                        """
                        + sizesDocumentation()
                        + "@throws IllegalArgumentException if an array is too small or a size is negative\n")
                .addCode(checks())
                .addStatement(
                        "$T context = inferenceContexts.take()", model.names().context())
                .beginControlFlow("if (context == null)")
                .addStatement("context = newContext()")
                .endControlFlow()
                .beginControlFlow("try")
                .addStatement("context.begin(x, xOffset, y, yOffset, elements$L)", moreSizes())
                .addStatement("context.$L()", model.plan().inference().program().name())
                .nextControlFlow("finally")
                .addStatement("context.x = null")
                .addStatement("context.y = null")
                .addStatement("inferenceContexts.put(context)")
                .endControlFlow()
                .build());
        methods.add(generic("infer")
                .addCode(genericChecks())
                .addStatement(
                        "infer(x, xOffset, y, yOffset$L)",
                        model.dynamicSizes().isEmpty() ? "" : ", " + genericSizesList())
                .build());
    }

    private void addBackward() {
        TypeName generic = JavaTypes.trainingContext(type);
        methods.add(MethodSpec.methodBuilder("backward")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("As the other method of this name, with arrays that start with the tensors.\n")
                .addJavadoc("""

                        @param dy the gradient with respect to the output
                        @param dx receives the gradient with respect to the input
                        @param context the context of the forward call
                        """)
                .addParameter(type.tensorArray(), "dy")
                .addParameter(type.tensorArray(), "dx")
                .addParameter(generic, CONTEXT)
                .addStatement("backward(dy, 0, dx, 0, context)")
                .build());
        methods.add(MethodSpec.methodBuilder("backward")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addParameter(type.tensorArray(), "dy")
                .addParameter(TypeName.INT, "dyOffset")
                .addParameter(type.tensorArray(), "dx")
                .addParameter(TypeName.INT, "dxOffset")
                .addParameter(generic, CONTEXT)
                .addCode(guarded(CodeBlock.builder()
                        .addStatement("own(context).backward(dy, dyOffset, dx, dxOffset)")
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
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(documentation)
                .addParameter(type.tensorArray(), "x")
                .addParameter(type.tensorArray(), "y");
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
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(type.tensorArray(), "x")
                .addParameter(TypeName.INT, "xOffset")
                .addParameter(type.tensorArray(), "y")
                .addParameter(TypeName.INT, "yOffset");
    }

    private CodeBlock checks() {
        String sizes = String.join(", ", model.dynamicSizes());
        return CodeBlock.builder()
                .addStatement("int elements = elements($L)", sizes)
                .addStatement("$T.tensor($S, x.length, xOffset, elements)", JavaTypes.CHECKS, "x")
                .addStatement("$T.tensor($S, y.length, yOffset, elements)", JavaTypes.CHECKS, "y")
                .build();
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
        boolean isTraining = name.equals("train");
        String mode = isTraining ? "training" : "inference";
        boolean updates =
                isTraining && !model.plan().algorithm().training().updates().isEmpty();
        String what = updates ? ", updates the moving statistics, and keeps" : ", and keeps";
        return "Normalizes a batch as in " + mode + what + " what backward needs.\n" + """

                @param x the input; the context refers to it until the backward call
                @param xOffset where in {@code x} it starts
                @param y receives the output
                @param yOffset where in {@code y} it starts
                """ + sizesDocumentation() + """
                @param context receives what backward needs
                @throws IllegalArgumentException if an array is too small, a size is negative, or the context is another
                    layer's; nothing is changed then
                """;
    }

    private String sizesDocumentation() {
        return model.dynamicSizes().stream()
                .map(size -> "@param " + size + " the size of that dimension, at least 0\n")
                .collect(Collectors.joining());
    }
}
