package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All replicas leave with the sums that adding one by one gives. */
class ReplicasSumTest {

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 0", "2, 1", "3, 511", "3, 512", "3, 513", "5, 2000"})
    void addsFloatsInOrder(int count, int length) {
        Random random = new Random(length);
        float[][] values = new float[count][length];
        double[] sums = new double[length];
        for (float[] each : values) {
            for (int i = 0; i < length; i++) {
                each[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12)));
                sums[i] += each[i];
            }
        }
        float[] expected = new float[length];
        for (int i = 0; i < length; i++) {
            expected[i] = (float) sums[i];
        }
        Replicas replicas = Replicas.of(count);
        ReplicaThreads.run(count, replica -> replicas.sum(replica, values[replica], length));
        for (float[] each : values) {
            assertArrayEquals(expected, each);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 0", "2, 1", "3, 511", "3, 512", "3, 513", "5, 2000"})
    void addsDoublesInOrder(int count, int length) {
        Random random = new Random(length);
        double[][] values = new double[count][length];
        double[] expected = new double[length];
        for (double[] each : values) {
            for (int i = 0; i < length; i++) {
                each[i] = random.nextGaussian() * Math.pow(10, random.nextInt(20));
                expected[i] += each[i];
            }
        }
        Replicas replicas = Replicas.of(count);
        ReplicaThreads.run(count, replica -> replicas.sum(replica, values[replica], length));
        for (double[] each : values) {
            assertArrayEquals(expected, each);
        }
    }

    @Test
    void roundsFloatsOnce() {
        assertSums(new float[] {0x1.000002p0f}, new float[] {1}, new float[] {0x1p-24f}, new float[] {0x1p-24f});
        assertSums(new float[] {1}, new float[] {1e30f}, new float[] {-1e30f}, new float[] {1});
    }

    @Test
    void addsInTheOrderOfTheNumbers() {
        double[][] values = {{1e17}, {-1e17}, {1}};
        Replicas replicas = Replicas.of(3);
        ReplicaThreads threads = ReplicaThreads.start(3, replica -> {
            ReplicasStressTest.delay(1000 * (3 - replica));
            replicas.sum(replica, values[replica], 1);
        });
        threads.join();
        assertArrayEquals(new double[][] {{1}, {1}, {1}}, values);
    }

    @Test
    void keepsTheSignOfZero() {
        assertSums(new float[] {-0f}, new float[] {-0f}, new float[] {-0f});
        assertSums(new float[] {-0f}, new float[] {-0f});
        double[] single = {-0.0};
        Replicas.of(1).sum(0, single, 1);
        assertArrayEquals(new double[] {-0.0}, single);
    }

    @Test
    void leavesWhatLiesBehindTheLength() {
        float[][] values = {{1, 2, 3}, {10, 20, 30, 40}};
        Replicas replicas = Replicas.of(2);
        ReplicaThreads.run(2, replica -> replicas.sum(replica, values[replica], 2));
        assertArrayEquals(new float[][] {{11, 22, 3}, {11, 22, 30, 40}}, values);
        double[][] doubles = {{1, 2, 3}, {10, 20, 30, 40}};
        ReplicaThreads.run(2, replica -> replicas.sum(replica, doubles[replica], 2));
        assertArrayEquals(new double[][] {{11, 22, 3}, {11, 22, 30, 40}}, doubles);
    }

    @Test
    void countsAnArrayTwiceThatTwoReplicasBring() {
        float[] shared = new float[600];
        shared[599] = 3;
        Replicas replicas = Replicas.of(2);
        ReplicaThreads.run(2, replica -> replicas.sum(replica, shared, 600));
        float[] expected = new float[600];
        expected[599] = 6;
        assertArrayEquals(expected, shared);
    }

    private static void assertSums(float[] expected, float[]... values) {
        Replicas replicas = Replicas.of(values.length);
        ReplicaThreads.run(values.length, replica -> replicas.sum(replica, values[replica], values[replica].length));
        for (float[] each : values) {
            assertArrayEquals(expected, each);
        }
    }
}
