package io.github.normwright.processor.plan.cost;

import java.util.Map;

/**
 * What decides about the schedules of a layer.
 *
 * @param model decides where nothing was measured
 * @param measured what was measured to be best, by the name of the program
 */
public record Scheduler(CostModel model, Map<String, Choices> measured) {

    /** Decides by the model for float32. */
    public static final Scheduler STANDARD = new Scheduler(CostModel.FLOAT32, Map.of());

    public Scheduler {
        measured = Map.copyOf(measured);
    }

    /** What was measured for a program. */
    public Choices measured(String program) {
        return measured.getOrDefault(program, Choices.NONE);
    }
}
