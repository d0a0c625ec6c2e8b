package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run allocates nothing, neither on the calling thread nor on a helper. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsAllocationTest {

    private static final int RUNS = 3000;

    private final java.lang.management.ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    private final int[] results = new int[16];
    private final TileTask task = tile -> results[tile]++;

    @BeforeEach
    void canMeasure() {
        assumeTrue(bean instanceof ThreadMXBean measured
                && measured.isThreadAllocatedMemorySupported()
                && measured.isThreadAllocatedMemoryEnabled());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void allocatesNothingOnTheCallingThread(int count) {
        try (Threads threads = Threads.of(count)) {
            assertAllocatesNothing(threads, Thread.currentThread());
        }
    }

    @Test
    void allocatesNothingOnAHelper() {
        try (Threads threads = Threads.of(2)) {
            assertAllocatesNothing(threads, Meeting.helperOf(threads));
        }
    }

    /** The least of several rounds, for what the JVM itself may allocate now and then. */
    private void assertAllocatesNothing(Threads threads, Thread measured) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = allocatedBy(measured);
            for (int run = 0; run < RUNS; run++) {
                threads.run(task, results.length);
            }
            least = Math.min(least, allocatedBy(measured) - before);
        }
        assertTrue(least < RUNS, least + " bytes in " + RUNS + " runs");
    }

    @SuppressWarnings("deprecation") // JDK 17 has no other name for the number of a thread.
    private long allocatedBy(Thread thread) {
        return ((ThreadMXBean) bean).getThreadAllocatedBytes(thread.getId());
    }
}
