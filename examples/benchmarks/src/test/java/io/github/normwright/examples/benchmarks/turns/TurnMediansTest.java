package io.github.normwright.examples.benchmarks.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnMediansTest {

    @Test
    void takesTheMedianOfTheTurnsOfEach() {
        // Two contestants, three rounds.
        TurnMedians medians = TurnMedians.of(
                2,
                List.of(10.0, 20.0, 90.0, 28.0, 12.0, 24.0),
                List.of(0.0, 16.0, 8.0, 16.0, 0.0, 32.0),
                List.of(512, 0, 512, 0, 512, 0));
        assertEquals(new TurnMedians(List.of(12.0, 24.0), List.of(0.0, 16.0), List.of(512, 0)), medians);
    }

    @Test
    void findsMedians() {
        assertEquals(3, Median.of(List.of(9.0, 3.0, 1.0)));
        assertEquals(2, Median.of(List.of(3.0, 1.0)));
        assertThrows(IllegalArgumentException.class, () -> Median.of(List.of()));
    }
}
