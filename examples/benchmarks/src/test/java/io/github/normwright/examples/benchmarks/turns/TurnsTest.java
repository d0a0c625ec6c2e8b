package io.github.normwright.examples.benchmarks.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(10_000, Collections.frequency(calls, "java"));
        assertEquals(10_000, calls.size());
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
