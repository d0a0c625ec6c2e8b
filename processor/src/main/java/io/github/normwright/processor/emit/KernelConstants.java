package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** The numbers of a specification, as constants of the generated classes: static sizes, and settings such as epsilon. */
final class KernelConstants {

    /** A constant. */
    record Constant(String name, TypeName type, CodeBlock value) {

        Constant(String name, TypeName type, String value) {
            this(name, type, CodeBlock.of("$L", value));
        }

        FieldSpec field() {
            return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer(value)
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
            method.program()
                    .buffers()
                    .forEach(buffer -> rows(buffer, type).forEach(constant -> add(constants, constant)));
            method.loops()
                    .filter(loop -> loop.dim().isKept())
                    .forEach(loop -> joined(loop.dim(), loop.joined()).forEach(constant -> add(constants, constant)));
            method.nests()
                    .forEach(nest -> nest.body().forEach(statement -> addSettings(constants, statement.value(), type)));
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

    /**
     * The number of rows that an array has what belongs to channels for, and of their channels, if there are several; and how many
     * elements it has for these rows, if it begins again behind them.
     */
    static List<Constant> rows(Buffer buffer, ElementType type) {
        List<Constant> constants = new ArrayList<>();
        if (buffer.joined() > 1) {
            constants.addAll(joined(innermost(buffer), buffer.joined()));
        }
        if (buffer.kind() == Buffer.Kind.WRAPPED) {
            Dim channels = innermost(buffer);
            if (!channels.size().isStatic()) {
                throw new IllegalStateException("rows of an unknown number of elements have no copies: " + buffer);
            }
            int elements = buffer.joined() * channels.size().constant() + type.sumLanes();
            constants.add(new Constant(JavaNames.wrapped(channels), TypeName.INT, Integer.toString(elements)));
        }
        return constants;
    }

    private static Dim innermost(Buffer buffer) {
        return buffer.dims().get(buffer.dims().size() - 1);
    }

    /** The number of rows that are taken as one, and of their channels, if there are several. */
    private static List<Constant> joined(Dim channels, int rows) {
        if (rows == 1) {
            return List.of();
        }
        String count = Integer.toString(rows * channels.size().constant());
        return List.of(
                new Constant(JavaNames.joinedRows(), TypeName.INT, Integer.toString(rows)),
                new Constant(JavaNames.count(channels, rows), TypeName.INT, count));
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
