package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All replicas leave with the statistics that merging one by one gives. */
class ReplicasMergeTest {

    private static final int CHANNELS = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void givesWhatMergingInOrderGives(int count) {
        for (int seed = 0; seed < 50; seed++) {
            assertMerges(random(count, CHANNELS, seed), new Random(seed));
        }
    }

    @Test
    void givesTheStatisticsOfAllValues() {
        Moments[] moments = {moments(3, 1, 2), moments(0, 0, 0), moments(1, 5, 0)};
        Replicas replicas = Replicas.of(3);
        ReplicaThreads.run(3, replica -> replicas.merge(replica, moments[replica]));
        for (Moments each : moments) {
            assertEquals(4, each.count(0));
            assertEquals(2, each.mean(0));
            assertEquals(14, each.m2(0));
        }
    }

    @Test
    void leavesNothingOfNothing() {
        Moments[] moments = {new Moments(2), new Moments(2)};
        Replicas replicas = Replicas.of(2);
        ReplicaThreads.run(2, replica -> replicas.merge(replica, moments[replica]));
        for (Moments each : moments) {
            assertEquals(0, each.count(1));
            assertEquals(Double.NaN, each.mean(1));
            assertEquals(0, each.m2(1));
        }
    }

    @Test
    void keepsWhatIsNotFinite() {
        Moments[] moments = {moments(2, Double.POSITIVE_INFINITY, Double.NaN), moments(1, 1, 0)};
        assertMerges(moments, new Random(1));
        assertEquals(Double.POSITIVE_INFINITY, moments[1].mean(0));
        assertEquals(Double.NaN, moments[1].variance(0));
    }

    @Test
    void takesAnyNumberOfChannelsInEachRound() {
        Replicas replicas = Replicas.of(3);
        Moments[][] rounds = new Moments[60][];
        Moments[] expected = new Moments[rounds.length];
        for (int round = 0; round < rounds.length; round++) {
            rounds[round] = random(3, 1 + round % 7, round);
            expected[round] = inOrder(rounds[round]);
        }
        ReplicaThreads.run(3, replica -> {
            for (Moments[] round : rounds) {
                replicas.merge(replica, round[replica]);
            }
        });
        for (int round = 0; round < rounds.length; round++) {
            for (Moments each : rounds[round]) {
                assertSame(expected[round], each);
            }
        }
    }

    @Test
    void countsStatisticsTwiceThatTwoReplicasBring() {
        Moments shared = moments(4, 3, 20);
        Replicas replicas = Replicas.of(2);
        ReplicaThreads.run(2, replica -> replicas.merge(replica, shared));
        assertEquals(8, shared.count(0));
        assertEquals(3, shared.mean(0));
        assertEquals(40, shared.m2(0));
    }

    @Test
    void aSingleReplicaKeepsItsOwn() {
        Moments moments = moments(3, 0.1, 0.7);
        Replicas.of(1).merge(0, moments);
        assertSame(moments(3, 0.1, 0.7), moments);
    }

    private static void assertMerges(Moments[] moments, Random delays) {
        Moments expected = inOrder(moments);
        Replicas replicas = Replicas.of(moments.length);
        int[] delay = delays.ints(moments.length, 0, 300).toArray();
        ReplicaThreads.run(moments.length, replica -> {
            ReplicasStressTest.delay(delay[replica]);
            replicas.merge(replica, moments[replica]);
        });
        for (Moments each : moments) {
            assertSame(expected, each);
        }
    }

    /** Bit by bit. */
    static void assertSame(Moments expected, Moments found) {
        assertEquals(expected.channels(), found.channels());
        for (int channel = 0; channel < expected.channels(); channel++) {
            assertEquals(expected.count(channel), found.count(channel));
            assertTrue(expected.mean(channel) == found.mean(channel)
                    || Double.isNaN(expected.mean(channel)) && Double.isNaN(found.mean(channel)));
            assertEquals(expected.m2(channel), found.m2(channel));
        }
    }

    static Moments inOrder(Moments[] parts) {
        Moments whole = new Moments(parts[0].channels());
        for (Moments part : parts) {
            whole.merge(part);
        }
        return whole;
    }

    /** Some of them empty. */
    static Moments[] random(int count, int channels, long seed) {
        Random random = new Random(seed);
        Moments[] all = new Moments[count];
        for (int replica = 0; replica < count; replica++) {
            all[replica] = new Moments(channels);
            for (int channel = 0; channel < channels; channel++) {
                all[replica].merge(
                        channel, random.nextInt(4) * random.nextInt(1000), random.nextGaussian(), random.nextDouble());
            }
        }
        return all;
    }

    private static Moments moments(double count, double mean, double m2) {
        Moments moments = new Moments(1);
        moments.merge(0, count, mean, m2);
        return moments;
    }
}
