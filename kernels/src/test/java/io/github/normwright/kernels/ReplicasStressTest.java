package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many rounds of random operations with random delays. */
class ReplicasStressTest {

    private static final int ROUNDS = 6;

    private int actions;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void everyRoundIsRight(int count) {
        int rounds = 3000;
        Replicas replicas = Replicas.of(count);
        ReplicaThreads.run(count, replica -> {
            Random delays = new Random(replica);
            // The same in all replicas.
            Random random = new Random(count);
            int expectedActions = 0;
            for (int round = 0; round < rounds; round++) {
                if (delays.nextInt(20) == 0) {
                    delay(delays.nextInt(100));
                }
                switch (random.nextInt(4)) {
                    case 0 -> merge(replicas, replica, random);
                    case 1 -> sumFloats(replicas, replica, random);
                    case 2 -> sumDoubles(replicas, replica, random);
                    default -> {
                        replicas.once(replica, () -> actions++);
                        expectedActions++;
                    }
                }
                // The next action runs only after this replica has come again.
                assertEquals(expectedActions, actions);
            }
        });
    }

    private static void merge(Replicas replicas, int replica, Random random) {
        Moments[] all = ReplicasMergeTest.random(replicas.count(), 1 + random.nextInt(9), random.nextLong());
        Moments expected = ReplicasMergeTest.inOrder(all);
        replicas.merge(replica, all[replica]);
        ReplicasMergeTest.assertSame(expected, all[replica]);
    }

    private static void sumFloats(Replicas replicas, int replica, Random random) {
        int length = random.nextInt(9);
        float[] expected = new float[length];
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int each = 0; each < replicas.count(); each++) {
                float value = random.nextFloat();
                sum += value;
                values[i] = each == replica ? value : values[i];
            }
            expected[i] = (float) sum;
        }
        replicas.sum(replica, values, length);
        assertArrayEquals(expected, values);
    }

    private static void sumDoubles(Replicas replicas, int replica, Random random) {
        int length = random.nextInt(9);
        double[] expected = new double[length];
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            for (int each = 0; each < replicas.count(); each++) {
                double value = random.nextGaussian();
                expected[i] += value;
                values[i] = each == replica ? value : values[i];
            }
        }
        replicas.sum(replica, values, length);
        assertArrayEquals(expected, values);
    }

    /** Whenever a failure or a mistake comes: nobody hangs, and nobody leaves with a wrong number. */
    @ParameterizedTest
    @EnumSource
    void failsInTheRoundOfTheFailure(Mistake mistake) {
        Random random = new Random(5);
        Replicas replicas = Replicas.of(3);
        for (int attempt = 0; attempt < 50; attempt++) {
            int culprit = random.nextInt(3);
            int badRound = random.nextInt(ROUNDS);
            int pause = random.nextInt(200);
            int[] right = new int[3];
            List<Throwable> thrown = ReplicaThreads.start(3, replica -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            delay(pause * (replica + round) % 70);
                            if (replica == culprit && round == badRound) {
                                mistake.make(replicas, replica);
                            }
                            sumOnce(replicas, replica, round);
                            right[replica]++;
                        }
                    })
                    .join();
            assertArrayEquals(new int[] {badRound, badRound, badRound}, right);
            for (Throwable each : thrown) {
                assertTrue(each instanceof IllegalStateException || each instanceof IllegalArgumentException);
            }
            replicas.reset();
        }
    }

    /** An interrupt that comes at any time hits all of them in the same round, or none. */
    @Test
    void failsInOneRoundAfterAnInterrupt() {
        Random random = new Random(6);
        Replicas replicas = Replicas.of(3);
        int failed = 0;
        for (int attempt = 0; attempt < 300; attempt++) {
            int[] right = new int[3];
            ReplicaThreads threads = ReplicaThreads.start(3, replica -> {
                for (int round = 0; round < ROUNDS; round++) {
                    sumOnce(replicas, replica, round);
                    right[replica]++;
                }
            });
            delay(random.nextInt(400));
            threads.thread(random.nextInt(3)).interrupt();
            for (Throwable each : threads.join()) {
                assertEquals(
                        right[0] == ROUNDS ? null : IllegalStateException.class, each == null ? null : each.getClass());
            }
            assertArrayEquals(new int[] {right[0], right[0], right[0]}, right);
            failed += right[0] == ROUNDS ? 0 : 1;
            replicas.reset();
        }
        assertTrue(failed > 0);
    }

    private static void sumOnce(Replicas replicas, int replica, int round) {
        float[] values = {replica + round};
        replicas.sum(replica, values, 1);
        assertEquals(3 + 3 * round, values[0]);
    }

    private enum Mistake {
        FAILURE {
            @Override
            void make(Replicas replicas, int replica) {
                replicas.fail(replica, new RuntimeException("out of data"));
            }
        },
        NUMBER {
            @Override
            void make(Replicas replicas, int replica) {
                replicas.sum(replica + 3, new float[1], 1);
            }
        },
        LENGTH {
            @Override
            void make(Replicas replicas, int replica) {
                replicas.sum(replica, new float[1], 0);
            }
        },
        OPERATION {
            @Override
            void make(Replicas replicas, int replica) {
                replicas.once(replica, () -> {});
            }
        };

        abstract void make(Replicas replicas, int replica);
    }

    /** Some microseconds; none for 0. */
    static void delay(int microseconds) {
        if (microseconds > 0) {
            LockSupport.parkNanos(microseconds * 1000L);
        }
    }
}
