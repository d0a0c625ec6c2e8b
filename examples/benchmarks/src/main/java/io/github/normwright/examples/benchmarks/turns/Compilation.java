package io.github.normwright.examples.benchmarks.turns;

import java.time.Duration;

/**
 * Makes the JVM compile a layer. What runs once per call is compiled after some thousands of calls, whatever time they take:
 * the turns of a warm-up are too short for that where tensors are large.
 *
 * @param time how long to call it at most
 */
record Compilation(Duration time) {

    /** By then HotSpot has compiled all that is called each time. */
    private static final int ENOUGH_CALLS = 10_000;

    void of(Runnable call) {
        long end = System.nanoTime() + time.toNanos();
        for (int calls = 0; calls < ENOUGH_CALLS && System.nanoTime() < end; calls++) {
            call.run();
        }
    }
}
