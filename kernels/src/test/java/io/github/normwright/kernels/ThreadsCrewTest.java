package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The threads that an instance starts itself. */
@Timeout(value = 40, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsCrewTest {

    private final Threads threads = Threads.of(2);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void areDaemonsWithAName() {
        Thread helper = Meeting.helperOf(threads);
        assertTrue(helper.isDaemon());
        assertEquals("normwright-1", helper.getName());
    }

    @Test
    void stayTheSame() {
        Thread helper = Meeting.helperOf(threads);
        for (int run = 0; run < 100; run++) {
            assertSame(helper, Meeting.helperOf(threads));
        }
    }

    @Test
    void sleepWithoutWorkAndWakeUpForIt() {
        Thread helper = Meeting.helperOf(threads);
        for (int run = 0; run < 200; run++) {
            while (helper.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertSame(helper, Meeting.helperOf(threads));
        }
    }

    /** Calls come at any time, most of them when the helper is about to fall asleep. */
    @Test
    void neverMissACall() {
        Thread helper = Meeting.helperOf(threads);
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 2000; run++) {
            for (int spins = random.nextInt(40_000); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            assertSame(helper, Meeting.helperOf(threads));
        }
    }
}
