package io.github.normwright.examples.benchmarks.turns;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** Counts the bytes that a call allocates on the Java heap, on any thread. */
final class AllocationMeter {

    private static final long JMH_MAIN = 1;
    private static final Runnable NOTHING = () -> {};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] ids;

    /** Counts on the threads that live now, but for JMH's own, which allocates while it waits for the benchmark. */
    AllocationMeter() {
        ids = LongStream.of(threads.getAllThreadIds())
                .filter(id -> id != JMH_MAIN || Thread.currentThread().getId() == JMH_MAIN)
                .toArray();
    }

    /** The bytes of one call, without those of the measurement itself. */
    long bytesOf(Runnable call) {
        return Math.max(0, withMeasurement(call) - withMeasurement(NOTHING));
    }

    private long withMeasurement(Runnable call) {
        long before = allocated();
        call.run();
        return allocated() - before;
    }

    private long allocated() {
        long sum = 0;
        for (long id : ids) {
            // One by one, which allocates nothing. A thread that has ended counts -1.
            sum += Math.max(0, threads.getThreadAllocatedBytes(id));
        }
        return sum;
    }
}
