package io.github.normwright.processor.plan;

import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.processor.testing.LayerSource;
import org.junit.jupiter.api.Test;

class VerifierTest {

    @Test
    void valuesMustBeReadFromWhereTheyWereLeft() {
        LayerPlan plan = LayerPlan.of(
                LayerSource.of(shape(4, 3), -1).with("virtualBatchSize", 2).algorithm());
        IllegalStateException exception = assertThrows(
                IllegalStateException.class,
                // In training there is a mean for each virtual batch, in inference there is one.
                () -> Verifier.verifySaved(plan.trainingGradient(), plan.inference()));
        assertEquals(
                "trainingGradient reads Buffer[name=mean, kind=VALUE, dims=[members 2, channels 3], joined=1], which inference does not leave",
                exception.getMessage());
    }
}
