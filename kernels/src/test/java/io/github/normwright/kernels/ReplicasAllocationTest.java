package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meetings allocate nothing, on no thread. */
class ReplicasAllocationTest {

    private static final int ROUNDS = 500;

    private final java.lang.management.ThreadMXBean bean = ManagementFactory.getThreadMXBean();

    @BeforeEach
    void canMeasure() {
        assumeTrue(bean instanceof ThreadMXBean measured
                && measured.isThreadAllocatedMemorySupported()
                && measured.isThreadAllocatedMemoryEnabled());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void allocateNothing(int count) {
        Replicas replicas = Replicas.of(count);
        long[] least = new long[count];
        ReplicaThreads.run(count, replica -> least[replica] = leastAllocation(replicas, replica));
        for (long bytes : least) {
            assertTrue(bytes < ROUNDS, bytes + " bytes in " + ROUNDS + " rounds");
        }
    }

    /** The least of several attempts, for what the JVM itself may allocate now and then. */
    private long leastAllocation(Replicas replicas, int replica) {
        Moments few = new Moments(3);
        Moments many = new Moments(40);
        float[] floats = new float[1000];
        double[] doubles = new double[700];
        int[] runs = {0};
        Runnable action = () -> runs[0]++;
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = allocated();
            for (int round = 0; round < ROUNDS; round++) {
                replicas.merge(replica, few);
                replicas.merge(replica, many);
                replicas.sum(replica, floats, floats.length);
                replicas.sum(replica, doubles, doubles.length);
                replicas.once(replica, action);
            }
            least = Math.min(least, allocated() - before);
        }
        return least;
    }

    @SuppressWarnings("deprecation") // JDK 17 has no other name for the number of a thread.
    private long allocated() {
        return ((ThreadMXBean) bean)
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
