package io.github.normwright.examples.conformance;

import io.github.normwright.examples.conformance.Case.Tensor;
import io.github.normwright.examples.conformance.Case.Tolerance;
import java.util.ArrayList;
import java.util.List;

/** Compares what was computed with what was recorded, and remembers where they differ. */
final class Differences {

    private final Tolerance tolerance;
    private final List<String> all = new ArrayList<>();

    Differences(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    /** A line for each value that differs; of an array only the first. */
    List<String> all() {
        return all;
    }

    void compare(String what, List<String> found, List<String> expected) {
        if (!found.equals(expected)) {
            all.add("%s: expected %s, found %s".formatted(what, expected, found));
        }
    }

    void compare(String what, double[] found, Tensor expected) {
        double[] wanted = expected.values();
        if (found.length != wanted.length) {
            all.add("%s: expected %d values, found %d".formatted(what, wanted.length, found.length));
            return;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!isClose(found[i], wanted[i])) {
                all.add("%s[%d]: expected %s, found %s".formatted(what, i, wanted[i], found[i]));
                return;
            }
        }
    }

    private boolean isClose(double found, double wanted) {
        if (Double.isNaN(wanted) || Double.isInfinite(wanted)) {
            return Double.compare(found, wanted) == 0;
        }
        return Math.abs(found - wanted) <= tolerance.absolute() + tolerance.relative() * Math.abs(wanted);
    }
}
