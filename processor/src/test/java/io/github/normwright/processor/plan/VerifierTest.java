package io.github.normwright.processor.plan;

import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.testing.LayerSource;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void noTensorIsStoredWhereSumsMayBeTakenAgain() {
        Program training = LayerPlan.of(LayerSource.of(shape(4, 3), -1).algorithm())
                .training()
                .program();
        Program storing = training.mapNests(nest -> nest.name().equals("statistics") ? alsoStoring(nest) : nest);
        IllegalStateException exception =
                assertThrows(IllegalStateException.class, () -> Verifier.verify(storing, "a rewrite"));
        assertEquals(
                "after \"a rewrite\", in statistics of training: a tensor is stored where sums may be taken again",
                exception.getMessage());
    }

    @Test
    void sumsAlongLanesNeedABufferForThem() {
        Program training = LayerPlan.of(LayerSource.of(shape(4, 3, 40), 1).algorithm())
                .training()
                .program();
        Program without = training.withBuffers(training.buffers().stream()
                .filter(buffer -> !buffer.name().equals("squareSumLanes"))
                .toList());
        IllegalStateException exception =
                assertThrows(IllegalStateException.class, () -> Verifier.verify(without, "a rewrite"));
        assertEquals(
                "after \"a rewrite\", in statistics of training: the lanes of squareSum have no buffer",
                exception.getMessage());
    }

    @Test
    void aSumThatTilesCutIsKeptInParts() {
        Program sums = LayerPlan.of(LayerSource.of(LayerNormalization.class, shape(4, 256), -1)
                        .algorithm())
                .trainingGradient()
                .program();
        Program cut = sums.mapNests(
                nest -> nest.withLoops(nest.loops().stream().map(Loop::tiled).toList()));
        Verifier.verify(sums, "a rewrite");
        IllegalStateException exception =
                assertThrows(IllegalStateException.class, () -> Verifier.verify(cut, "a rewrite"));
        assertEquals(
                "after \"a rewrite\", in gradientSums of trainingParameterGradient: a sum of some of its values is kept in no partial buffer",
                exception.getMessage());
    }

    @Test
    void whatIsDoneRowByRowHasNoLoopOverRowsOfItsOwn() {
        Program training = LayerPlan.of(LayerSource.of(LayerNormalization.class, shape(4, 256), -1)
                        .algorithm())
                .training()
                .program();
        Loop rows = Loop.over(training.layout().dims().get(0)).tiled();
        Program twice =
                training.mapNests(nest -> nest.name().equals("coefficients") ? nest.withLoops(List.of(rows)) : nest);
        Verifier.verify(training, "a rewrite");
        IllegalStateException exception =
                assertThrows(IllegalStateException.class, () -> Verifier.verify(twice, "a rewrite"));
        assertEquals(
                "after \"a rewrite\", in coefficients of training: a loop over rows stands inside the one around it",
                exception.getMessage());
    }

    @Test
    void scheduledNestsLoadATensorInOnePlace() {
        Program training = LayerPlan.of(LayerSource.of(shape(4, 3), -1).algorithm())
                .training()
                .program();
        Program twice = training.mapNests(nest -> nest.name().equals("normalize") ? alsoStoring(nest) : nest);
        IllegalStateException exception = assertThrows(IllegalStateException.class, () -> Verifier.verifyLoads(twice));
        assertEquals("normalize of training loads x twice", exception.getMessage());
    }

    private static Nest alsoStoring(Nest nest) {
        List<Statement> body = new ArrayList<>(nest.body());
        body.add(new Statement.Store("y", new Expr.Ref("x")));
        return nest.withBody(body);
    }
}
