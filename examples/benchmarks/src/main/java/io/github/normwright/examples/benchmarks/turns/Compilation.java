package io.github.normwright.examples.benchmarks.turns;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Makes the JVM compile a layer. What runs once per call is compiled after some thousands of calls, whatever time they take:
 * the turns of a warm-up are too short for that where tensors are large.
 *
 * <p>Time is that in which a processor worked for the calling thread: on a busy machine the compiler's threads wait as
 * long as this one. Calls then go on until the compiler has done what these have made it do.
 *
 * @param time how long to call it
 * @param isCompilerIdle whether the compiler has nothing left to do
 */
record Compilation(Duration time, BooleanSupplier isCompilerIdle) {

    /** By then HotSpot has compiled all that is called each time. */
    private static final int ENOUGH_CALLS = 10_000;

    /** How much longer it may take on the clock: a machine that gives less is too busy to measure on. */
    private static final int PATIENCE = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    void of(Runnable call) {
        long start = System.nanoTime();
        long worked = THREADS.getCurrentThreadCpuTime();
        int calls = 0;
        while (calls < ENOUGH_CALLS && !hasPassed(THREADS.getCurrentThreadCpuTime() - worked) && !isLate(start)) {
            call.run();
            calls++;
        }
        while (!isCompilerIdle.getAsBoolean() && !isLate(start)) {
            callForAMoment(call);
        }
    }

    /** Asking the compiler costs more than a small call. */
    private void callForAMoment(Runnable call) {
        long start = System.nanoTime();
        do {
            call.run();
        } while (System.nanoTime() - start < time.toNanos() / 20);
    }

    private boolean hasPassed(long nanoseconds) {
        return nanoseconds >= time.toNanos();
    }

    private boolean isLate(long start) {
        return System.nanoTime() - start >= PATIENCE * time.toNanos();
    }
}
