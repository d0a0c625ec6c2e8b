package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.NonFinite;
import io.github.normwright.api.Profile;
import io.github.normwright.api.Switch;
import io.github.normwright.kernels.Replicas;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.ReplicaRun;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates that wait until they are run, as those of a TensorFlow 1 graph: once, and only those of the last call. */
class DeferredUpdatesTest {

    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, 2), -1).with("momentum", 0.5).with("deferredUpdates", Switch.ON);

    /** Means of 2 and 4. */
    private static final double[] FIRST = {1, 3, 3, 5};

    /** Means of 10 and 20. */
    private static final double[] SECOND = {9, 19, 11, 21};

    private final TestedLayer layer = TestedLayer.of(SOURCE);
    private final TestedLayer.Use use = layer.use();

    private void assertMovingMean(double first, double second) {
        assertArrayEquals(new double[] {first, second}, layer.get("moving_mean"));
    }

    @Test
    void variablesWaitForTheirUpdates() {
        Map<String, double[]> before = layer.variables();
        use.train(FIRST);
        use.backward(FIRST);
        layer.variables().forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
        assertTrue(use.runUpdates());
        assertMovingMean(1, 2);
        // Both variances are 1, as the moving variance was.
        assertArrayEquals(new double[] {1, 1}, layer.get("moving_variance"));
    }

    @Test
    void updatesRunOnce() {
        assertFalse(use.runUpdates());
        use.train(FIRST);
        assertTrue(use.runUpdates());
        assertFalse(use.runUpdates());
        assertMovingMean(1, 2);
        use.train(FIRST);
        assertTrue(use.runUpdates());
        assertMovingMean(1.5, 3);
    }

    @Test
    void aSecondCallDropsTheUpdatesOfTheFirst() {
        use.train(FIRST);
        use.train(SECOND);
        assertTrue(use.runUpdates());
        assertFalse(use.runUpdates());
        assertMovingMean(5, 10);
    }

    @Test
    void inferenceDropsUpdatesToo() {
        use.train(FIRST);
        use.infer(SECOND);
        assertFalse(use.runUpdates());
        assertMovingMean(0, 0);
    }

    /** A call that is refused changes nothing, and so it drops nothing. */
    @Test
    void aRefusedCallDropsNoUpdates() {
        use.train(FIRST);
        assertThrows(
                IllegalArgumentException.class,
                () -> layer.layer().train(new float[1], 0, new float[1], 0, new int[] {1}, use.context()));
        assertTrue(use.runUpdates());
        assertMovingMean(1, 2);
    }

    @Test
    void inferenceWithoutAContextDropsNoUpdates() {
        use.train(FIRST);
        layer.infer(SECOND);
        assertTrue(use.runUpdates());
        assertMovingMean(1, 2);
    }

    /** Two uses of a layer in one graph: each has its own updates, which follow one another in the order they run. */
    @Test
    void eachContextHasUpdatesOfItsOwn() {
        TestedLayer.Use other = layer.use();
        use.train(FIRST);
        other.train(SECOND);
        assertTrue(other.runUpdates());
        assertMovingMean(5, 10);
        assertTrue(use.runUpdates());
        assertMovingMean(3.5, 7);
        assertFalse(other.runUpdates());
    }

    /** What runs late uses the variables of that moment, not those of the forward call. */
    @Test
    void updatesStartFromTheVariablesAsTheyAreThen() {
        use.train(FIRST);
        layer.set("moving_mean", 100, 200);
        assertTrue(use.runUpdates());
        assertMovingMean(51, 102);
    }

    @Test
    void gradientsAreTheSameBeforeUpdatesAndAfter() {
        LayerSource renorm = SOURCE.with("renorm", true).with("renormMomentum", 0.0);
        TestedLayer first = TestedLayer.of(renorm);
        TestedLayer.Use before = first.use();
        before.train(FIRST);
        double[] expected = before.backward(SECOND);
        assertTrue(before.runUpdates());
        TestedLayer second = TestedLayer.of(renorm);
        TestedLayer.Use after = second.use();
        after.train(FIRST);
        assertTrue(after.runUpdates());
        assertArrayEquals(expected, after.backward(SECOND));
        assertArrayEquals(before.gradient("gamma"), after.gradient("gamma"));
        first.variables().forEach((name, values) -> assertArrayEquals(values, second.get(name), name));
    }

    @Test
    void deferredUpdatesAreThoseOfALayerThatDoesNotDefer() {
        LayerSource ghosts = SOURCE.with("virtualBatchSize", 1).with("renorm", true);
        TestedLayer deferred = TestedLayer.of(ghosts);
        TestedLayer immediate = TestedLayer.of(ghosts.with("deferredUpdates", Switch.OFF));
        TestedLayer.Use deferredUse = deferred.use();
        TestedLayer.Use immediateUse = immediate.use();
        for (int step = 0; step < 3; step++) {
            double[] x = step == 1 ? SECOND : FIRST;
            assertArrayEquals(immediateUse.train(x), deferredUse.train(x));
            assertTrue(deferredUse.runUpdates());
            assertFalse(immediateUse.runUpdates());
        }
        immediate.variables().forEach((name, values) -> assertArrayEquals(values, deferred.get(name), name));
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheLayersOfTensorFlow1Defer(Profile profile) {
        TestedLayer usual = TestedLayer.of(
                LayerSource.of(shape(DYNAMIC, 2), -1).with("profile", profile).with("momentum", 0.5));
        TestedLayer.Use usualUse = usual.use();
        usualUse.train(FIRST);
        boolean isDeferred = profile == Profile.TF_LAYERS || profile == Profile.TF_LAYERS_1_4;
        assertEquals(isDeferred ? 0 : 1, usual.get("moving_mean")[0]);
        assertEquals(isDeferred, usualUse.runUpdates());
        assertEquals(1, usual.get("moving_mean")[0]);
    }

    @Test
    void aLayerWithoutUpdatesHasNoneToRun() {
        TestedLayer frozen = TestedLayer.of(SOURCE.with("freezeStatistics", Switch.ON));
        TestedLayer.Use frozenUse = frozen.use();
        frozenUse.train(FIRST);
        assertFalse(frozenUse.runUpdates());
    }

    /** The exception comes when the updates run, and once. */
    @Test
    void aBatchThatIsNotFiniteFailsWhenItsUpdatesRun() {
        TestedLayer failing = TestedLayer.of(SOURCE.with("nonFinite", NonFinite.FAIL));
        TestedLayer.Use failingUse = failing.use();
        failingUse.train(Double.NaN, 1, 2, 3);
        assertThrows(ArithmeticException.class, failingUse::runUpdates);
        assertFalse(failingUse.runUpdates());
        assertArrayEquals(new double[] {0, 0}, failing.get("moving_mean"));
    }

    @Test
    void replicasRunTheirUpdatesTogetherAndOnce() {
        TestedLayer shared = TestedLayer.of(SOURCE.with("synchronizedStatistics", true));
        Replicas group = Replicas.of(2);
        ReplicaRun.run(2, replica -> {
            TestedLayer.Use each = shared.use(group, replica);
            each.train(replica == 0 ? FIRST : SECOND);
            assertArrayEquals(new double[] {0, 0}, shared.get("moving_mean"));
            assertTrue(each.runUpdates());
            assertFalse(each.runUpdates());
        });
        assertArrayEquals(new double[] {3, 6}, shared.get("moving_mean"));
    }
}
