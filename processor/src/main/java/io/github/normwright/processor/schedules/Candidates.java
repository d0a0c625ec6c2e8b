package io.github.normwright.processor.schedules;

import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.cost.Choices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What could have been chosen for a layer.
 *
 * @param className the qualified name of the generated class
 * @param key what its schedules are filed under
 * @param byProgram for each program, all that fits it, what the cost model prefers first
 */
public record Candidates(String className, LayerKey key, Map<String, List<Choices>> byProgram) {

    /** The candidates of a planned layer. */
    public static Candidates of(String className, LayerKey key, LayerPlan plan) {
        Map<String, List<Choices>> byProgram = new LinkedHashMap<>();
        plan.scheduled().stream()
                .flatMap(scheduled -> scheduled.parts().stream())
                .forEach(part ->
                        byProgram.put(part.program().name(), part.schedule().candidates()));
        return new Candidates(className, key, byProgram);
    }
}
