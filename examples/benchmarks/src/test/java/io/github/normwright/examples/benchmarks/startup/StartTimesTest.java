package io.github.normwright.examples.benchmarks.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartTimesTest {

    private static final StartTimes ONCE = new StartTimes(List.of("--add-modules=jdk.incubator.vector"), "", 1);
    private static final Workload WORKLOAD = Workload.parse("batch/none/9x5/nhwc/float32/1");

    @Test
    void startsPrograms() {
        Map<String, Double> times = ONCE.of(WORKLOAD, List.of(FirstResult.NOTHING, "plain"));
        assertEquals(Set.of(FirstResult.NOTHING, "plain"), times.keySet());
        assertTrue(times.values().stream().allMatch(time -> time > 0), times.toString());
    }

    @Test
    void refusesAProgramThatGivesNoResult() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> ONCE.of(WORKLOAD, List.of("nobody")));
        assertEquals("nobody gave no result for batch/none/9x5/nhwc/float32/1", refused.getMessage());
    }
}
