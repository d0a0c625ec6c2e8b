package io.github.normwright.examples.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void theMedianIsInTheMiddle() {
        assertEquals(3, Stopwatch.median(new double[] {9, 1, 3}));
        assertEquals(2.5, Stopwatch.median(new double[] {4, 1, 2, 3}));
        assertEquals(7, Stopwatch.median(new double[] {7}));
    }

    @Test
    void aCallThatWaitsLongerTakesLonger() {
        double[] nanos = new Stopwatch(0.01).measure(List.of(() -> sleep(1), () -> sleep(4)));
        assertEquals(2, nanos.length);
        assertTrue(nanos[0] >= 1e6, "waits a millisecond: " + nanos[0]);
        assertTrue(nanos[1] >= 4e6, "waits four: " + nanos[1]);
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
