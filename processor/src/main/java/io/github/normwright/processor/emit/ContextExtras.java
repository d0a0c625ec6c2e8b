package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.LayerAlgorithm.Updates;
import io.github.normwright.processor.ir.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * Writes what only some contexts have: arguments that the caller gives along with the input, replicas that share their
 * statistics, and updates that take place later.
 */
final class ContextExtras {

    private final LayerModel model;
    private final List<Operand> arguments;
    private final boolean isSynchronized;
    private final boolean isOnDemand;
    private final boolean hasUpdates;
    private final TypeName array;

    ContextExtras(LayerModel model) {
        this.model = model;
        this.arguments = model.arguments();
        this.isSynchronized = model.isSynchronized();
        this.hasUpdates = model.plan().updates().isPresent();
        this.isOnDemand = hasUpdates && model.plan().algorithm().updates() == Updates.ON_DEMAND;
        this.array = model.type().array();
    }

    void addFields(TypeSpec.Builder code) {
        for (Operand argument : arguments) {
            code.addField(array, argument.name(), Modifier.PRIVATE);
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
        CodeBlock checks = TrainingChecks.of(model);
        if (!checks.isEmpty()) {
            code.addMethod(checkTraining(checks));
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

    private MethodSpec setter(Operand argument) {
        String offset = JavaNames.offset(argument.name());
        return MethodSpec.methodBuilder(argument.name())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        """
                        Gives the argument $L of training. It stays until another one is given.

                        @param $L holds $L;
                            used by the calls of train and backward that follow
                        @param $L where it starts
                        """, JavaNames.snakeCase(argument.name()), argument.name(), content(argument.axes()), offset)
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

    private static String content(Axes axes) {
        List<String> positions = axes.list().stream()
                .map(axis -> Integer.toString(axis.position()))
                .toList();
        int last = positions.size() - 1;
        return switch (positions.size()) {
            case 0 -> "one value";
            case 1 -> "a value for each index along axis " + positions.get(0);
            default ->
                "a value for each index along axes " + String.join(", ", positions.subList(0, last)) + " and "
                        + positions.get(last) + ", row-major";
        };
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
        for (Operand argument : arguments) {
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

    private MethodSpec checkTraining(CodeBlock checks) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("checkTraining").addModifiers(Modifier.PRIVATE);
        model.dynamicSizes().forEach(size -> method.addParameter(TypeName.INT, size));
        return method.addCode(checks).build();
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
