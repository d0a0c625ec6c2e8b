package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.plan.Size;

/** Writes the checks of everything that may be wrong with a call of train and is not wrong with one of infer. */
final class TrainingChecks {

    private final LayerModel model;
    private final Algorithm training;
    private final CodeBlock.Builder code = CodeBlock.builder();

    private TrainingChecks(LayerModel model) {
        this.model = model;
        this.training = model.plan().training().algorithm();
    }

    /** The checks, by the names of the context and of the dynamic sizes; empty if there are none. */
    static CodeBlock of(LayerModel model) {
        TrainingChecks checks = new TrainingChecks(model);
        checks.addSizes();
        checks.addFewestValues();
        model.arguments().forEach(checks::addArgument);
        return checks.code.build();
    }

    private void addSizes() {
        for (Axis axis : training.space().list()) {
            if (axis.extent() instanceof Extent.Quotient quotient) {
                code.addStatement(
                        "$T.multiple($S, $L, $L)",
                        JavaTypes.CHECKS,
                        quotient.name(),
                        quotient.name(),
                        quotient.divisor());
            }
        }
    }

    private void addFewestValues() {
        int fewest = model.plan().algorithm().fewestValues();
        if (fewest > 0) {
            Axes over = training.space().minus(training.keptAxes());
            code.addStatement(
                    "$T.severalValues($L, $L)", JavaTypes.CHECKS, JavaNames.expression(Size.of(over)), fewest);
        }
    }

    private void addArgument(Operand argument) {
        code.addStatement(
                "$T.argument($S, $L == null ? -1 : $L.length, $L, $L)",
                JavaTypes.CHECKS,
                JavaNames.snakeCase(argument.name()),
                argument.name(),
                argument.name(),
                JavaNames.offset(argument.name()),
                JavaNames.expression(Size.of(argument.axes())));
    }
}
