package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * A number of elements: a constant times sizes that are given at run time.
 *
 * @param constant the product of all static sizes
 * @param factors the run-time sizes, by name, or divided by a number
 */
public record Size(int constant, List<String> factors) {

    public Size {
        factors = List.copyOf(factors);
    }

    /** The number of elements along some axes. */
    public static Size of(Axes axes) {
        int constant = 1;
        List<String> factors = new ArrayList<>();
        for (Axis axis : axes.list()) {
            if (axis.extent() instanceof Extent.Fixed fixed) {
                constant = Math.multiplyExact(constant, fixed.size());
            } else {
                factors.add(axis.extent().toString());
            }
        }
        return new Size(constant, factors);
    }

    /** Whether the number is known at compile time. */
    public boolean isStatic() {
        return factors.isEmpty();
    }

    @Override
    public String toString() {
        boolean isSingle = constant == 1 && factors.size() == 1;
        List<String> parts = new ArrayList<>();
        factors.forEach(factor -> parts.add(isSingle || !factor.contains(" ") ? factor : "(" + factor + ")"));
        if (constant != 1 || parts.isEmpty()) {
            parts.add(Integer.toString(constant));
        }
        return String.join(" * ", parts);
    }
}
