package io.github.normwright.processor.testing;

import io.github.normwright.api.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Checks that a layer computes the same when a tensor that it fills lies in the place of one that it reads. */
public final class InPlace {

    private static final List<Map<String, String>> WITHOUT_RESIDUAL =
            List.of(Map.of("y", "x"), Map.of("dx", "dy"), Map.of("dx", "x"), Map.of("dx", "y"));

    private static final List<Map<String, String>> WITH_RESIDUAL = List.of(
            Map.of("y", "x"),
            Map.of("dx", "dy"),
            Map.of("dResidual", "dy"),
            Map.of("dResidual", "dy", "dx", "x"),
            Map.of("dResidual", "residual", "dx", "dy"));

    /** The activations in use here whose slope the output does not tell. */
    private static final Set<Object> NOT_TOLD_BY_OUTPUT = Set.of(Activation.GELU_TANH, Activation.HARD_SWISH);

    private InPlace() {}

    /**
     * Compares calls in place with one of tensors that lie apart, bit for bit.
     *
     * @param source the layer
     * @param what what is run, for the message
     * @param run runs the layer, given which tensors lie in the place of which others
     */
    public static void check(LayerSource source, String what, Function<Map<String, String>, LayerRun> run) {
        LayerRun apart = run.apply(Map.of());
        for (Map<String, String> places : places(source)) {
            LayerRun found = run.apply(places);
            Map<String, double[]> expected = new LinkedHashMap<>(apart.values());
            expected.keySet().retainAll(found.values().keySet());
            Compare.assertSame(new LayerRun(expected), found, source + " " + what + " " + places);
        }
    }

    private static List<Map<String, String>> places(LayerSource source) {
        if (!source.settings().containsKey("residual")) {
            return WITHOUT_RESIDUAL;
        }
        List<Map<String, String>> places = new ArrayList<>(WITH_RESIDUAL);
        if (!NOT_TOLD_BY_OUTPUT.contains(source.settings().getOrDefault("activation", Activation.NONE))) {
            // Backward needs no residual.
            places.add(Map.of("y", "residual"));
            places.add(Map.of("y", "residual", "dResidual", "y", "dx", "dy"));
        }
        if (source.settings().containsKey("activation")) {
            places.add(Map.of("dResidual", "residual", "dx", "x"));
        }
        return places;
    }
}
