package io.github.normwright.examples.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final Agreement AGREEMENT = new Agreement(Workload.parse("batch/none/100x2/nhwc/float32/1"));

    @Test
    void acceptsRoundingErrors() {
        AGREEMENT.check(Direction.TRAIN, left(1, 1000), left(1.00009, 1000.09));
    }

    @Test
    void refusesOtherValues() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> AGREEMENT.check(Direction.TRAIN, left(1, 2), left(1, 2.0003)));
        assertEquals(
                "train of batch/none/100x2/nhwc/float32/1: the layers disagree on Y[1]: 2.0 and 2.0003",
                refused.getMessage());
    }

    @Test
    void refusesNaN() {
        assertThrows(
                IllegalStateException.class,
                () -> AGREEMENT.check(Direction.TRAIN, left(1, Double.NaN), left(1, Double.NaN)));
    }

    @Test
    void refusesOtherLengths() {
        assertThrows(IllegalStateException.class, () -> AGREEMENT.check(Direction.TRAIN, left(1, 2), left(1)));
    }

    @Test
    void sumsMayDifferByTheRootOfTheirLength() {
        AGREEMENT.check(Direction.BACKWARD, gradients(0), gradients(9e-4));
        assertThrows(
                IllegalStateException.class, () -> AGREEMENT.check(Direction.BACKWARD, gradients(0), gradients(11e-4)));
    }

    @Test
    void gradientsAreThoseOfTheLayersInputs() {
        assertEquals(List.of(Output.DX, Output.GAMMA_GRADIENT, Output.BETA_GRADIENT), backward("batch/none"));
        assertEquals(List.of(Output.DX, Output.GAMMA_GRADIENT), backward("rms/none"));
        assertEquals(
                List.of(Output.DX, Output.GAMMA_GRADIENT, Output.BETA_GRADIENT, Output.RESIDUAL_GRADIENT),
                backward("layer/add-relu"));
    }

    private static List<Output> backward(String layer) {
        return Output.of(Direction.BACKWARD, Workload.parse(layer + "/9x5/nhwc/float32/1"));
    }

    private static Peer left(double... y) {
        return new Outputs(Map.of(Output.Y, y));
    }

    private static Peer gradients(double gammaGradient) {
        double[] nothing = {};
        return new Outputs(Map.of(
                Output.DX, nothing,
                Output.BETA_GRADIENT, nothing,
                Output.GAMMA_GRADIENT, new double[] {gammaGradient}));
    }

    private record Outputs(Map<Output, double[]> values) implements Peer {
        @Override
        public Runnable train() {
            return () -> {};
        }

        @Override
        public Runnable infer() {
            return () -> {};
        }

        @Override
        public Runnable backward() {
            return () -> {};
        }

        @Override
        public double[] output(Output output) {
            return values.get(output);
        }
    }
}
