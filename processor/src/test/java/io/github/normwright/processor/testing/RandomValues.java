package io.github.normwright.processor.testing;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Random values that make sense for what they stand for, each one that a float can hold. */
final class RandomValues {

    private RandomValues() {}

    static double[] variable(Variable variable, Random random) {
        return fill(
                Oracle.size(variable.axes()),
                switch (variable.name()) {
                    case "batchesTracked", "renormSteps" -> () -> 3;
                    case "movingVariance", "movingStddev", "renormStddev" -> () -> 0.5 + random.nextDouble();
                    case "renormMeanWeight", "renormStddevWeight" -> () -> 0.4 + 0.5 * random.nextDouble();
                    default -> () -> 0.8 * random.nextGaussian();
                });
    }

    /** What training is given along with its input. */
    static Map<String, double[]> arguments(Algorithm training, Random random, int... dynamic) {
        Map<String, double[]> arguments = new LinkedHashMap<>();
        for (Operand operand : training.operands()) {
            if (operand.role() == Operand.Role.ARGUMENT) {
                int size = 1;
                for (Axis axis : operand.axes().list()) {
                    size *= size(axis.extent(), training, dynamic);
                }
                arguments.put(
                        operand.name(),
                        fill(
                                size,
                                switch (operand.name()) {
                                    case "mask" -> () -> random.nextInt(4) == 0 ? 0 : 1;
                                    case "adjustmentScale" -> () -> 1 + 0.1 * random.nextGaussian();
                                    default -> () -> 0.1 * random.nextGaussian();
                                }));
            }
        }
        return arguments;
    }

    /** The first dynamic size is that of the batch, the others follow in order. */
    private static int size(Extent extent, Algorithm training, int... dynamic) {
        if (extent instanceof Extent.Fixed fixed) {
            return fixed.size();
        }
        String name = extent instanceof Extent.Quotient quotient ? quotient.name() : extent.toString();
        int size = dynamic[Oracle.dynamicNames(training).indexOf(name)];
        return extent instanceof Extent.Quotient quotient ? size / quotient.divisor() : size;
    }

    private static double[] fill(int size, DoubleSupplier next) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) next.getAsDouble();
        }
        return values;
    }
}
