package io.github.normwright.examples.benchmarks.contest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that a call allocates on the Java heap, on any thread. */
final class AllocationMeter {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] ids = threads.getAllThreadIds();

    /** The bytes of one call, without those of the measurement itself. */
    long bytesOf(Runnable call) {
        long overhead = -allocated() + allocated();
        long before = allocated();
        call.run();
        return Math.max(0, allocated() - before - overhead);
    }

    private long allocated() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(ids)) {
            // A thread that has ended counts -1.
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
