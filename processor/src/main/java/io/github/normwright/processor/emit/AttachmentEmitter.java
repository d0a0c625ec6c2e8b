package io.github.normwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.Factory;
import io.github.normwright.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes what initializers, regularizers and constraints do to a layer's variables. */
final class AttachmentEmitter {

    private final LayerModel model;
    private final List<Variable> variables;

    AttachmentEmitter(LayerModel model) {
        this.model = model;
        this.variables = model.plan().algorithm().variables();
    }

    /** Whether a variable is penalized. */
    boolean hasPenalty() {
        return !having(Variable.Attachments::regularizer).isEmpty();
    }

    /** What a constructor does. */
    CodeBlock initialization() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (Variable variable : variables) {
            variable.attachments()
                    .initializer()
                    .ifPresent(initializer -> code.addStatement(
                            "$L.initialize($L, $L)", variable.name(), create(initializer), shape(variable)));
        }
        return code.build();
    }

    /** The objects that are used again and again, and the shapes that they are given. */
    List<FieldSpec> constants() {
        List<FieldSpec> constants = new ArrayList<>();
        for (Variable variable : variables) {
            Optional<Factory> regularizer = variable.attachments().regularizer();
            Optional<Factory> constraint = variable.attachments().constraint();
            if (regularizer.isPresent() || constraint.isPresent()) {
                constants.add(constant(
                        shapeConstant(variable),
                        ArrayTypeName.of(TypeName.INT),
                        CodeBlock.of("{$L}", shape(variable))));
            }
            regularizer.ifPresent(factory -> constants.add(
                    constant(constantName(variable, "Regularizer"), JavaTypes.REGULARIZER, create(factory))));
            constraint.ifPresent(factory -> constants.add(
                    constant(constantName(variable, "Constraint"), JavaTypes.CONSTRAINT, create(factory))));
        }
        return constants;
    }

    /** The methods of the layer that use them. */
    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        List<Variable> penalized = having(Variable.Attachments::regularizer);
        if (!penalized.isEmpty()) {
            methods.add(penalty(penalized));
            methods.add(addPenaltyGradients(penalized));
        }
        List<Variable> constrained = having(Variable.Attachments::constraint);
        if (!constrained.isEmpty()) {
            MethodSpec.Builder apply = override("applyConstraints");
            constrained.forEach(variable -> apply.addStatement(
                    "$L.project($L, $L)",
                    variable.name(),
                    constantName(variable, "Constraint"),
                    shapeConstant(variable)));
            methods.add(apply.build());
        }
        return methods;
    }

    private List<Variable> having(Function<Variable.Attachments, Optional<Factory>> attachment) {
        return variables.stream()
                .filter(variable -> attachment.apply(variable.attachments()).isPresent())
                .toList();
    }

    private MethodSpec penalty(List<Variable> penalized) {
        String sum = penalized.stream()
                .map(variable -> "%s.penalty(%s, %s)"
                        .formatted(variable.name(), constantName(variable, "Regularizer"), shapeConstant(variable)))
                .collect(Collectors.joining("$W+ "));
        return override("penalty")
                .returns(TypeName.DOUBLE)
                .addStatement("return ownsVariables ? " + sum + " : 0")
                .build();
    }

    private MethodSpec addPenaltyGradients(List<Variable> penalized) {
        MethodSpec.Builder add = override("addPenaltyGradients")
                .addParameter(JavaTypes.trainingContext(model.type()), "context")
                .addStatement("$T own = own(context)", model.names().context())
                .beginControlFlow("if (!ownsVariables)")
                .addStatement("return")
                .endControlFlow();
        penalized.forEach(variable -> add.addStatement(
                "$1L.addPenaltyGradient($2L, own.$1LGradient(), $3L)",
                variable.name(),
                constantName(variable, "Regularizer"),
                shapeConstant(variable)));
        return add.build();
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addAnnotation(Override.class);
    }

    private static FieldSpec constant(String name, TypeName type, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
    }

    private static String constantName(Variable variable, String what) {
        return JavaNames.constant(variable.name() + what);
    }

    private static String shapeConstant(Variable variable) {
        return constantName(variable, "Shape");
    }

    private static String shape(Variable variable) {
        return variable.attachments().shape().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static CodeBlock create(Factory factory) {
        if (factory.isCustom()) {
            return CodeBlock.of("new $L()", factory.type());
        }
        CodeBlock arguments =
                factory.arguments().stream().map(AttachmentEmitter::argument).collect(CodeBlock.joining(", "));
        return CodeBlock.of(
                "$T.$L($L)",
                ClassName.get("io.github.normwright.kernels", factory.type()),
                factory.method(),
                arguments);
    }

    private static CodeBlock argument(Object argument) {
        if (argument instanceof Double number) {
            return CodeBlock.of("$L", ElementType.FLOAT64.literal(number));
        }
        if (argument instanceof Long number) {
            return CodeBlock.of("$LL", number);
        }
        if (argument instanceof Factory factory) {
            return create(factory);
        }
        return argument instanceof Enum<?> constant
                ? CodeBlock.of("$T.$L", constant.getDeclaringClass(), constant.name())
                : CodeBlock.of("$L", argument);
    }
}
