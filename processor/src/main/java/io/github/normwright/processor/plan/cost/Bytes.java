package io.github.normwright.processor.plan.cost;

import io.github.normwright.processor.plan.Dim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A number of bytes: a constant times sizes that are given at run time.
 *
 * @param constant the product of all that is known at compile time
 * @param factors the run-time sizes, by name, or divided by a number
 */
public record Bytes(long constant, List<String> factors) {

    public Bytes {
        factors = List.copyOf(factors);
    }

    /** The bytes of all elements along some dimensions. */
    static Bytes of(Collection<Dim> dims, int elementBytes) {
        long constant = elementBytes;
        List<String> factors = new ArrayList<>();
        for (Dim dim : dims) {
            constant = Math.multiplyExact(constant, (long) dim.size().constant());
            factors.addAll(dim.size().factors());
        }
        return new Bytes(constant, factors);
    }

    /** Whether the number is known at compile time. */
    public boolean isStatic() {
        return factors.isEmpty();
    }

    /** The sum with another number of bytes, which varies with the same sizes or with fewer. */
    Bytes plus(Bytes other) {
        if (other.factors.equals(factors)) {
            return new Bytes(Math.addExact(constant, other.constant), factors);
        }
        // What varies with fewer sizes is small beside the rest.
        return factors.size() > other.factors.size() ? this : other;
    }

    /** The run-time sizes, as people multiply them. */
    public String product() {
        return String.join(
                " * ",
                factors.stream()
                        .map(factor -> factor.contains(" ") && factors.size() > 1 ? "(" + factor + ")" : factor)
                        .toList());
    }

    @Override
    public String toString() {
        return isStatic() ? constant + " bytes" : constant + " bytes * " + product();
    }
}
