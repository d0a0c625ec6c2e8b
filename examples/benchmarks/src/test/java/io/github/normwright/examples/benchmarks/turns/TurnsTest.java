package io.github.normwright.examples.benchmarks.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens in a measuring process. */
class TurnsTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void goRound() {
        Turns turns = turns(contestant("a", false), contestant("b", false), contestant("c", false));
        turns.open();
        for (int i = 0; i < 5; i++) {
            turns.next();
            turns.call();
        }
        assertEquals(List.of("a", "b", "c", "a", "b"), calls);
    }

    @Test
    void giveTheJvmTimeToCompileWhatIsJava() {
        Turns turns = turns(contestant("native", false), contestant("java", true));
        turns.compilation = 60_000;
        turns.open();
        // The compiler may want some more.
        assertTrue(Collections.frequency(calls, "java") >= 10_000);
        assertEquals(calls.size(), Collections.frequency(calls, "java"));
    }

    /** However slow the clock makes it look, a layer is called for as long as a processor works for it. */
    @Test
    void countTheTimeOfTheProcessorAndNotOfTheClock() {
        Compilation twentyMillis = new Compilation(Duration.ofMillis(20), () -> true);
        twentyMillis.of(() -> {
            calls.add("sleep");
            sleep(30);
        });
        assertTrue(calls.size() >= 5, calls.size() + " calls");
        assertTrue(calls.size() <= 10, calls.size() + " calls: expected an end after ten times the time");
    }

    @Test
    void waitForTheCompiler() {
        int[] questions = {0};
        Compilation compilation = new Compilation(Duration.ofMillis(20), () -> ++questions[0] == 3);
        compilation.of(() -> calls.add("call"));
        assertEquals(3, questions[0]);
    }

    @Test
    void doNotWaitForEverForTheCompiler() {
        new Compilation(Duration.ofMillis(5), () -> false).of(() -> calls.add("call"));
        assertTrue(calls.size() > 0);
    }

    @Test
    void theCompilerOfThisJvmIsIdleSometimes() {
        boolean isIdle = false;
        for (int i = 0; i < 1000 && !isIdle; i++) {
            sleep(10);
            isIdle = JvmCompiler.isIdle();
        }
        assertTrue(isIdle);
    }

    @Test
    void theCompilerIsBusyWhileAMethodIsOrWaitsToBeCompiled() {
        assertTrue(JvmCompiler.isIdle("Current compiles: \n\nC1 compile queue:\nEmpty\n\nC2 compile queue:\nEmpty\n"));
        assertFalse(
                JvmCompiler.isIdle("Current compiles: \nC2 CompilerThread0  12   !   4       a.B::c (497 bytes)\n"));
        assertFalse(JvmCompiler.isIdle("C2 compile queue:\n1204       4       a.B::c (30 bytes)\n"));
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void countWhatTheContestantInTurnAllocates() {
        List<byte[]> kept = new ArrayList<>(100);
        Turns turns =
                turns(new Contestant(() -> kept.add(new byte[100_000]), false, 256), contestant("nothing", false));
        turns.open();
        Turns.Counters counters = new Turns.Counters();
        turns.next();
        turns.count(counters);
        assertTrue(counters.allocatedBytes >= 100_000);
        assertEquals(256, counters.vectorBits);
        turns.next();
        turns.count(counters);
        assertTrue(counters.allocatedBytes < 100_000);
        assertEquals(0, counters.vectorBits);
    }

    private Contestant contestant(String name, boolean isJava) {
        return new Contestant(() -> calls.add(name), isJava, 0);
    }

    private static Turns turns(Contestant... contestants) {
        return new Turns() {
            @Override
            protected List<Contestant> contestants() {
                return List.of(contestants);
            }
        };
    }
}
