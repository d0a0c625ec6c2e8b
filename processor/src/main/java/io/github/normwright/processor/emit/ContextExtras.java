package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm.Updates;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.plan.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes what only some contexts have: arguments that the caller gives along with the input, replicas that share their
 * statistics, and updates that take place later.
 */
final class ContextExtras {

    private final LayerModel model;
    private final List<Buffer> arguments;
    private final boolean isSynchronized;
    private final boolean isOnDemand;
    private final boolean hasUpdates;
    private final TypeName array;

    ContextExtras(LayerModel model, ContextModel context) {
        this.model = model;
        this.arguments = context.arguments();
        this.isSynchronized = model.isSynchronized();
        this.hasUpdates = model.plan().updates().isPresent();
        this.isOnDemand = hasUpdates && model.plan().algorithm().updates() == Updates.ON_DEMAND;
        this.array = model.type().array();
    }

    void addFields(TypeSpec.Builder code) {
        for (Buffer argument : arguments) {
            code.addField(array, argument.array(), Modifier.PRIVATE);
            code.addField(TypeName.INT, JavaNames.offset(argument.name()), Modifier.PRIVATE);
        }
        if (isSynchronized) {
            code.addField(JavaTypes.REPLICAS, "replicas", Modifier.PRIVATE, Modifier.FINAL);
            code.addField(TypeName.INT, "replica", Modifier.PRIVATE, Modifier.FINAL);
        }
        if (isSynchronized && hasUpdates) {
            code.addField(FieldSpec.builder(Runnable.class, "sharedUpdates", Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("this::$L", updates())
                    .build());
        }
        if (isOnDemand) {
            code.addField(TypeName.BOOLEAN, "hasPendingUpdates", Modifier.PRIVATE);
        }
    }

    void addToConstructor(MethodSpec.Builder constructor) {
        if (isSynchronized) {
            constructor
                    .addParameter(JavaTypes.REPLICAS, "replicas")
                    .addParameter(TypeName.INT, "replica")
                    .addStatement("this.replicas = replicas")
                    .addStatement("this.replica = replica");
        }
    }

    void addToBegin(MethodSpec.Builder begin) {
        if (isOnDemand) {
            begin.addStatement("hasPendingUpdates = false");
        }
    }

    void addMethods(TypeSpec.Builder code) {
        arguments.forEach(argument -> code.addMethod(setter(argument)));
        code.addMethod(byName());
        if (LayerCalls.hasTrainingChecks(model)) {
            code.addMethod(checkTraining());
        }
        code.addMethod(runUpdates());
        if (hasUpdates) {
            code.addMethod(finishTraining());
        }
        if (isSynchronized) {
            code.addSuperinterface(JavaTypes.REPLICA_MEMBER);
            code.addMethod(leave());
        }
    }

    private MethodSpec setter(Buffer argument) {
        String offset = JavaNames.offset(argument.name());
        return MethodSpec.methodBuilder(argument.name())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        """
                        Gives the argument $L of training. It stays until another one is given.

                        @param $L holds $L, row-major; used by the calls of train and backward that follow
                        @param $L where it starts
                        """,
                        JavaNames.snakeCase(argument.name()),
                        argument.name(),
                        axes(argument).isEmpty() ? "one value" : "a value for each index of " + axes(argument),
                        offset)
                .addParameter(array, argument.name())
                .addParameter(TypeName.INT, offset)
                .addStatement(
                        "this.$1L = $2T.requireNonNull($1L, $3S)",
                        argument.name(),
                        Objects.class,
                        JavaNames.snakeCase(argument.name()))
                .addStatement("this.$1L = $1L", offset)
                .build();
    }

    private MethodSpec byName() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("argument")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addParameter(String.class, "argument")
                .addParameter(array, "values")
                .addParameter(TypeName.INT, "offset");
        List<String> ignored = model.plan().algorithm().ignoredArguments();
        if (arguments.isEmpty() && ignored.isEmpty()) {
            return method.addStatement("throw $T.unexpected($S, argument)", JavaTypes.CHECKS, "no argument")
                    .build();
        }
        CodeBlock.Builder cases = CodeBlock.builder().add("switch (argument) {\n$>");
        List<String> names = new ArrayList<>();
        for (Buffer argument : arguments) {
            names.add(JavaNames.snakeCase(argument.name()));
            cases.add("case $S -> $L(values, offset);\n", names.get(names.size() - 1), argument.name());
        }
        for (String argument : ignored) {
            names.add(JavaNames.snakeCase(argument));
            cases.add("case $S -> {\n$>// Has no effect on this layer.\n$<}\n", names.get(names.size() - 1));
        }
        String expected = "the argument " + String.join(" or ", names);
        cases.add("default -> throw $T.unexpected($S, argument);\n$<}\n", JavaTypes.CHECKS, expected);
        return method.addCode(cases.build()).build();
    }

    /** Everything that may be wrong with a call of train and is not wrong with one of infer. */
    private MethodSpec checkTraining() {
        MethodSpec.Builder check = MethodSpec.methodBuilder("checkTraining").addModifiers(Modifier.PRIVATE);
        model.dynamicSizes().forEach(size -> check.addParameter(TypeName.INT, size));
        for (Axis axis : model.plan().training().algorithm().space().list()) {
            if (axis.extent() instanceof Extent.Quotient quotient) {
                check.addStatement(
                        "$T.multiple($S, $L, $L)",
                        JavaTypes.CHECKS,
                        quotient.name(),
                        quotient.name(),
                        quotient.divisor());
            }
        }
        Algorithm training = model.plan().training().algorithm();
        int fewest = model.plan().algorithm().fewestValues();
        if (fewest > 0) {
            Axes over = training.space().minus(training.keptAxes());
            check.addStatement("$T.severalValues($L, $L)", JavaTypes.CHECKS, elements(over), fewest);
        }
        for (Buffer argument : arguments) {
            check.addStatement(
                    "$T.argument($S, $L == null ? -1 : $L.length, $L, $L)",
                    JavaTypes.CHECKS,
                    JavaNames.snakeCase(argument.name()),
                    argument.name(),
                    argument.name(),
                    JavaNames.offset(argument.name()),
                    elements(axes(argument)));
        }
        return check.build();
    }

    private Axes axes(Buffer argument) {
        return model.plan().training().algorithm().operands().stream()
                .filter(operand -> operand.role() == Operand.Role.ARGUMENT
                        && operand.name().equals(argument.name()))
                .findFirst()
                .orElseThrow()
                .axes();
    }

    private static String elements(Axes axes) {
        return axes.isEmpty()
                ? "1"
                : axes.list().stream().map(axis -> axis.extent().toString()).collect(Collectors.joining(" * "));
    }

    private MethodSpec runUpdates() {
        MethodSpec.Builder run = MethodSpec.methodBuilder("runUpdates")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(TypeName.BOOLEAN);
        if (!isOnDemand) {
            return run.addStatement("return false").build();
        }
        return run.beginControlFlow("if (!hasPendingUpdates)")
                .addStatement("return false")
                .endControlFlow()
                .addStatement("hasPendingUpdates = false")
                .addStatement(update())
                .addStatement("return true")
                .build();
    }

    private MethodSpec finishTraining() {
        return MethodSpec.methodBuilder("finishTraining")
                .addModifiers(Modifier.PRIVATE)
                .addStatement(isOnDemand ? CodeBlock.of("hasPendingUpdates = true") : update())
                .build();
    }

    /** Of several replicas one updates the variables that they share, while the others wait. */
    private CodeBlock update() {
        return isSynchronized ? CodeBlock.of("replicas.once(replica, sharedUpdates)") : CodeBlock.of("$L()", updates());
    }

    private String updates() {
        return model.plan().updates().orElseThrow().program().name();
    }

    private static MethodSpec leave() {
        return MethodSpec.methodBuilder("leave")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addParameter(Throwable.class, "cause")
                .beginControlFlow("if (replicas.count() > 1)")
                .addStatement("replicas.fail(replica, cause)")
                .endControlFlow()
                .build();
    }
}
