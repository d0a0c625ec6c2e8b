package io.github.normwright.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** The numbers of a specification, as constants of the generated classes: static sizes, and settings such as epsilon. */
final class KernelConstants {

    /** A constant. */
    record Constant(String name, TypeName type, String value) {

        FieldSpec field() {
            return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$L", value)
                    .build();
        }

        boolean isUsedIn(String code) {
            return Pattern.compile("\\b" + name + "\\b").matcher(code).find();
        }
    }

    private KernelConstants() {}

    /** All constants that some methods may refer to. */
    static List<Constant> of(List<KernelMethod> methods, ElementType type) {
        Map<String, Constant> constants = new LinkedHashMap<>();
        for (KernelMethod method : methods) {
            for (Dim dim : method.program().dims()) {
                if (dim.size().isStatic()) {
                    add(constants, size(dim));
                }
            }
            method.program().buffers().forEach(buffer -> joined(buffer).forEach(constant -> add(constants, constant)));
            for (Statement statement : method.nest().body()) {
                addSettings(constants, statement.value(), type);
            }
        }
        KernelMethods.functionsOf(methods)
                .forEach(function -> ofFunction(function, type).forEach(constant -> add(constants, constant)));
        add(constants, sumLanes(type));
        return List.copyOf(constants.values());
    }

    /** All constants of the steps of an elementary function. */
    static List<Constant> ofFunction(UnaryOperator function, ElementType type) {
        Map<String, Constant> constants = new LinkedHashMap<>();
        FunctionMethod.steps(function, type).forEach(step -> addSettings(constants, step.value(), type));
        return List.copyOf(constants.values());
    }

    private static void addSettings(Map<String, Constant> constants, Expr value, ElementType type) {
        Exprs.forEach(value, part -> {
            if (part instanceof Expr.Setting setting) {
                String name = JavaNames.constant(setting.name());
                add(constants, new Constant(name, type.primitive(), type.literal(setting.value())));
            }
        });
    }

    /** The number of elements of a dimension of static size. */
    static Constant size(Dim dim) {
        return new Constant(
                JavaNames.constant(dim.count()),
                TypeName.INT,
                Integer.toString(dim.size().constant()));
    }

    /** The number of rows that are taken as one, and of their channels, if an array has what belongs to channels for each. */
    static List<Constant> joined(Buffer buffer) {
        if (buffer.joined() == 1) {
            return List.of();
        }
        Dim channels = buffer.dims().get(0);
        int count = buffer.joined() * channels.size().constant();
        return List.of(
                new Constant(JavaNames.joinedRows(), TypeName.INT, Integer.toString(buffer.joined())),
                new Constant(JavaNames.count(channels, buffer.joined()), TypeName.INT, Integer.toString(count)));
    }

    /** The number of lanes of a sum along lanes. */
    static Constant sumLanes(ElementType type) {
        return new Constant("SUM_LANES", TypeName.INT, Integer.toString(type.sumLanes()));
    }

    private static void add(Map<String, Constant> constants, Constant constant) {
        Constant before = constants.putIfAbsent(constant.name(), constant);
        if (before != null && !before.equals(constant)) {
            throw new IllegalStateException("two constants are named " + constant.name());
        }
    }
}
