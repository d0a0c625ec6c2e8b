package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.github.normwright.processor.elementary.ElementaryFunctions;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes an elementary function as a method in plain Java. */
final class FunctionMethod {

    private static final String OPERAND = "x";

    /** The name under which {@link #steps} gives the value of the function. */
    private static final String VALUE = "value";

    private FunctionMethod() {}

    static MethodSpec of(UnaryOperator function, ElementType type) {
        ScalarTarget target = new ScalarTarget(type);
        // A function counts no elements.
        Numbers numbers = new Numbers(type, new Layout(List.of()));
        MethodSpec.Builder method = MethodSpec.methodBuilder(function.symbol())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("In steps whose results are the same on every machine.\n")
                .addParameter(type.primitive(), OPERAND)
                .returns(type.primitive());
        for (Statement.Define step : steps(function, type)) {
            CodeBlock value = target.write(
                    step.value(),
                    leaf -> leaf instanceof Expr.Ref ref ? CodeBlock.of("$L", ref.name()) : numbers.scalar(leaf));
            if (step.name().equals(VALUE)) {
                method.addStatement("return $L", value);
            } else {
                method.addStatement("$T $L = $L", type.primitive(), step.name(), value);
            }
        }
        return method.build();
    }

    /** The steps of a function; the last one is its value. */
    static List<Statement.Define> steps(UnaryOperator function, ElementType type) {
        List<Statement.Define> steps = new ArrayList<>();
        Expr value = ElementaryFunctions.of(function, new Expr.Ref(OPERAND), type.precision(), (name, step) -> {
            steps.add(new Statement.Define(name, step));
            return new Expr.Ref(name);
        });
        steps.add(new Statement.Define(VALUE, value));
        return steps;
    }
}
