package io.github.normwright.processor.schedules;

import io.github.normwright.processor.plan.cost.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured to be best, for some layers and programs. As text, a line for each program, such as {@code FLOAT32
 * shape=-1,28,28,128 axis=3 training sums=CHANNEL_BLOCKS maps=ROW_PAIRS}, in order, behind comments that start with {@code
 * #}.
 *
 * @param byLayer the choices by layer and by the name of the program
 */
public record MeasuredSchedules(Map<LayerKey, Map<String, Choices>> byLayer) {

    /** Nothing was measured. */
    public static final MeasuredSchedules NONE = new MeasuredSchedules(Map.of());

    public MeasuredSchedules {
        Map<LayerKey, Map<String, Choices>> copy = new TreeMap<>();
        byLayer.forEach((key, programs) -> copy.put(key, new TreeMap<>(programs)));
        byLayer = copy;
    }

    /** What was measured for a layer, by the name of the program. */
    public Map<String, Choices> of(LayerKey layer) {
        return byLayer.getOrDefault(layer, Map.of());
    }

    /**
     * The lines of a file.
     *
     * @param comments what stands in front of them
     */
    public List<String> lines(List<String> comments) {
        List<String> lines = new ArrayList<>();
        comments.forEach(comment -> lines.add("# " + comment));
        byLayer.forEach((layer, programs) ->
                programs.forEach((program, choices) -> lines.add(layer + " " + program + " " + choices)));
        return lines;
    }
}
