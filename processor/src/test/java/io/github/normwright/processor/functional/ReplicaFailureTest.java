package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.api.NonFinite;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.kernels.Replicas;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.ReplicaRun;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that cannot do its part of a call keeps no other waiting, and none of them changes a variable. */
class ReplicaFailureTest {

    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, 2), -1).with("momentum", 0.5).with("synchronizedStatistics", true);

    private final Replicas group = Replicas.of(3);
    private final List<TestedLayer.Use> uses = new ArrayList<>();
    private TestedLayer layer;

    @BeforeEach
    void make() {
        make(SOURCE);
    }

    private void make(LayerSource source) {
        layer = TestedLayer.of(source);
        uses.clear();
        for (int replica = 0; replica < 3; replica++) {
            uses.add(layer.use(group, replica));
        }
    }

    private TrainingContext<Object> context(int replica) {
        return uses.get(replica).context();
    }

    private void train(int replica) {
        uses.get(replica).train(replica, 2, 3 * replica, 4);
    }

    /** The others fail because replica 1 has, and all meet again after a reset. */
    private void assertReplica1Fails(Class<? extends Exception> expected, String message, ReplicaRun.Work ofReplica1) {
        assertReplica1Fails(expected, message, ofReplica1, this::train);
    }

    private void assertReplica1Fails(
            Class<? extends Exception> expected, String message, ReplicaRun.Work ofReplica1, ReplicaRun.Work ofOthers) {
        Map<String, double[]> before = layer.variables();
        List<Throwable> thrown = ReplicaRun.failures(3, replica -> (replica == 1 ? ofReplica1 : ofOthers).run(replica));
        Throwable cause = thrown.get(1);
        assertSame(expected, cause.getClass());
        assertEquals(message, cause.getMessage());
        for (int other : new int[] {0, 2}) {
            assertInstanceOf(IllegalStateException.class, thrown.get(other));
            assertEquals("replica 1 failed: " + cause, thrown.get(other).getMessage());
            assertSame(cause, thrown.get(other).getCause());
        }
        layer.variables().forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
        assertAllMeetAgain();
    }

    private void assertAllMeetAgain() {
        group.reset();
        layer.set("moving_mean", 0, 0);
        ReplicaRun.run(3, this::train);
        // Half of the mean of 0, 0, 1, 3, 2, 6, and of 2, 4, 2, 4, 2, 4.
        assertArrayEquals(new double[] {1, 1.5}, layer.get("moving_mean"));
    }

    @Test
    void anInputThatIsTooShort() {
        assertReplica1Fails(
                IllegalArgumentException.class,
                "expected x of at least 4 elements (4 from offset 0), found 3",
                replica -> layer.layer().train(new float[3], 0, new float[4], 0, new int[] {2}, context(replica)));
    }

    @Test
    void anOutputThatIsTooShort() {
        assertReplica1Fails(
                IllegalArgumentException.class,
                "expected y of at least 4 elements (4 from offset 0), found 1",
                replica -> layer.layer().train(new float[4], 0, new float[1], 0, new int[] {2}, context(replica)));
    }

    @Test
    void aNegativeBatch() {
        assertReplica1Fails(
                IllegalArgumentException.class,
                "expected batch of at least 0, found -2",
                replica -> layer.layer().train(new float[4], 0, new float[4], 0, new int[] {-2}, context(replica)));
    }

    @Test
    void tooManySizes() {
        assertReplica1Fails(
                IllegalArgumentException.class,
                "expected dynamicDimensions of length 1, found 2",
                replica -> layer.layer().train(new float[4], 0, new float[4], 0, new int[] {2, 1}, context(replica)));
    }

    @Test
    void aContextOfAnotherLayer() {
        TestedLayer other = TestedLayer.of(SOURCE);
        assertReplica1Fails(
                IllegalArgumentException.class,
                "expected a context of TestedFloat32, found TestedFloat32$Context",
                replica -> other.layer().train(new float[4], 0, new float[4], 0, new int[] {2}, context(replica)));
    }

    @Test
    void aBatchThatFailsInAllReplicasEndsNothing() {
        make(SOURCE.with("nonFinite", NonFinite.FAIL));
        List<Throwable> thrown =
                ReplicaRun.failures(3, replica -> uses.get(replica).train(replica == 1 ? Double.NaN : 1, 2));
        thrown.forEach(failure -> assertInstanceOf(ArithmeticException.class, failure));
        ReplicaRun.run(3, this::train);
        assertArrayEquals(new double[] {1, 1.5}, layer.get("moving_mean"));
    }

    @Test
    void aMissingMask() {
        make(SOURCE.with("mask", true));
        uses.get(0).argument("mask", 1, 1);
        uses.get(2).argument("mask", 1, 1);
        List<Throwable> thrown = ReplicaRun.failures(3, this::train);
        assertEquals(
                "expected the argument mask to be given to the context before train, found none",
                thrown.get(1).getMessage());
        assertInstanceOf(IllegalStateException.class, thrown.get(0));
        assertInstanceOf(IllegalStateException.class, thrown.get(2));
        uses.get(1).argument("mask", 1, 1);
        assertAllMeetAgain();
    }

    @Test
    void aGradientThatIsTooShort() {
        ReplicaRun.run(3, this::train);
        assertReplica1Fails(
                IllegalArgumentException.class,
                "expected dy of at least 4 elements (4 from offset 0), found 2",
                replica -> uses.get(replica).backward(1, 2),
                replica -> uses.get(replica).backward(1, 2, 3, 4));
    }

    @Test
    void aBackwardCallWithoutAForwardCall() {
        TestedLayer.Use fresh = layer.use(group, 1);
        ReplicaRun.run(3, this::train);
        assertReplica1Fails(
                IllegalStateException.class,
                "expected a call of train or infer with this context before backward, found none",
                replica -> fresh.backward(1, 2, 3, 4),
                replica -> uses.get(replica).backward(1, 2, 3, 4));
    }

    /** A batch that may not update the variables is none of one replica: it is everybody's. */
    @Test
    void aBatchThatIsNotFinite() {
        make(SOURCE.with("nonFinite", NonFinite.FAIL));
        Map<String, double[]> before = layer.variables();
        List<Throwable> thrown = ReplicaRun.failures(
                3, replica -> uses.get(replica).train(replica == 1 ? Double.NaN : replica, 2, 3 * replica, 4));
        thrown.forEach(each -> assertInstanceOf(ArithmeticException.class, each, () -> each + ""));
        layer.variables().forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
        assertAllMeetAgain();
    }

    @Test
    void replicasMustBeInTheGroup() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> layer.use(group, 3));
        assertEquals("expected a replica from 0 to 2, found 3", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> layer.use(group, -1));
        assertThrows(IllegalArgumentException.class, () -> layer.use(() -> 3, 0));
    }

    @Test
    void aLayerOfItsOwnHasNoReplicas() {
        TestedLayer alone = TestedLayer.of(SOURCE.with("synchronizedStatistics", false));
        assertThrows(UnsupportedOperationException.class, () -> alone.use(group, 0));
    }

    /** Without a group, a layer with synchronized statistics waits for nobody. */
    @Test
    void aContextWithoutAGroupIsAlone() {
        double[] y = layer.use().train(1, 2, 3, 4);
        assertEquals(-y[2], y[0]);
        assertArrayEquals(new double[] {1, 1.5}, layer.get("moving_mean"));
    }
}
