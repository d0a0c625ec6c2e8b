package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.normwright.api.VariableConstraint;
import io.github.normwright.api.VariableRegularizer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a step of training does with regularizers and constraints allocates nothing, but the first time. */
class VariableObjectsAllocationTest {

    private static final int RUNS = 3000;

    private final VariableRegularizer regularizer = Regularizers.l1L2(0.1, 0.1);
    private final VariableConstraint between = Constraints.minMaxNorm(1, 2, 0.5, 0, -1);
    private final VariableConstraint nonNegative = Constraints.nonNeg();
    private final int[] shape = {2, 3, 4};

    @BeforeEach
    void canMeasure() {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean measured
                && measured.isThreadAllocatedMemorySupported()
                && measured.isThreadAllocatedMemoryEnabled());
    }

    @Test
    void allocatesNothingForFloats() {
        Float32Variable gamma = new Float32Variable("gamma", true, true, 1, 24);
        float[] gradient = new float[24];
        assertAllocatesNothing(() -> {
            gamma.penalty(regularizer, shape);
            gamma.addPenaltyGradient(regularizer, gradient, shape);
            gamma.project(between, shape);
            gamma.project(nonNegative, shape);
        });
    }

    @Test
    void allocatesNothingForDoubles() {
        Float64Variable gamma = new Float64Variable("gamma", true, true, 1, 24);
        double[] gradient = new double[24];
        assertAllocatesNothing(() -> {
            gamma.penalty(regularizer, shape);
            gamma.addPenaltyGradient(regularizer, gradient, shape);
            gamma.project(between, shape);
            gamma.project(nonNegative, shape);
        });
    }

    /** The least of several rounds, for what the JVM itself may allocate now and then. */
    private static void assertAllocatesNothing(Runnable step) {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = bean.getCurrentThreadAllocatedBytes();
            for (int run = 0; run < RUNS; run++) {
                step.run();
            }
            least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < RUNS, least + " bytes in " + RUNS + " runs");
    }
}
