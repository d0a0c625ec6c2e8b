package io.github.normwright.examples.conformance;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.examples.conformance.Case.Step;
import io.github.normwright.examples.conformance.Case.Tensor;
import io.github.normwright.kernels.GeneratedLayers;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Plays the steps of a case on a generated layer and compares. */
final class CasePlayer {

    private static final Set<String> KNOWN_KEYS = Set.of("training", "x", "dy", "expect");

    private final Case recording;
    private final List<String> differences = new ArrayList<>();

    private CasePlayer(Case recording) {
        this.recording = recording;
    }

    /**
     * Plays a case.
     *
     * @param recording the case
     * @param annotated the annotated type compiled for it
     * @return what differs; empty if the layer computes what was recorded
     */
    static List<String> play(Case recording, Class<?> annotated) {
        DType dtype = DType.valueOf(recording.dtype().toUpperCase(Locale.ROOT));
        NormalizationLayer<?, ?> layer = GeneratedLayers.create(MethodHandles.publicLookup(), annotated, dtype);
        CasePlayer player = new CasePlayer(recording);
        switch (dtype) {
            case FLOAT32 -> player.play(cast(layer, float[].class), Elements.FLOAT32);
            case FLOAT64 -> player.play(cast(layer, double[].class), Elements.FLOAT64);
        }
        return player.differences;
    }

    @SuppressWarnings("unchecked")
    private static <A> NormalizationLayer<A, A> cast(NormalizationLayer<?, ?> layer, Class<A> arrays) {
        return (NormalizationLayer<A, A>) layer;
    }

    private <A> void play(NormalizationLayer<A, A> layer, Elements<A> elements) {
        recording.initial().forEach((name, value) -> variable(layer, name).set(elements.of(value.values())));
        List<Step> steps = recording.steps();
        for (int i = 0; i < steps.size(); i++) {
            play(layer, elements, steps.get(i), "step " + i + ": ");
        }
    }

    private <A> void play(NormalizationLayer<A, A> layer, Elements<A> elements, Step step, String where) {
        for (String key : step.keys()) {
            if (!KNOWN_KEYS.contains(key)) {
                throw new UnsupportedOperationException("a step has " + key + ", which layers do not have yet");
            }
        }
        Tensor x = step.tensor("x");
        A y = elements.zeros(x.values().length);
        TrainingContext<A> context = layer.newContext();
        if (step.isTraining()) {
            layer.train(elements.of(x.values()), 0, y, 0, dynamicDimensions(layer, x), context);
        } else {
            layer.infer(elements.of(x.values()), 0, y, 0, dynamicDimensions(layer, x), context);
        }
        compare(where + "y", elements.toDoubles(y), step.expected("y"));
        if (step.has("dy")) {
            A dx = elements.zeros(x.values().length);
            layer.backward(elements.of(step.tensor("dy").values()), 0, dx, 0, context);
            if (step.expects("dx")) {
                compare(where + "dx", elements.toDoubles(dx), step.expected("dx"));
            }
            for (String parameter : List.of("gamma", "beta")) {
                if (step.expects("d" + parameter)) {
                    double[] gradient = elements.toDoubles(context.gradient(parameter));
                    compare(where + "d" + parameter, gradient, step.expected("d" + parameter));
                }
            }
        }
        step.expectedVariables()
                .forEach((name, expected) -> compare(
                        where + name, elements.toDoubles(variable(layer, name).values()), expected));
    }

    private static int[] dynamicDimensions(NormalizationLayer<?, ?> layer, Tensor x) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < x.shape().size(); i++) {
            if (layer.shape().get(i) < 0) {
                sizes.add(x.shape().get(i));
            }
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static <A> Variable<A> variable(NormalizationLayer<A, A> layer, String name) {
        return layer.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException("the layer has no variable " + name));
    }

    private void compare(String what, double[] found, Tensor expected) {
        double[] wanted = expected.values();
        if (found.length != wanted.length) {
            differences.add("%s: expected %d values, found %d".formatted(what, wanted.length, found.length));
            return;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!isClose(found[i], wanted[i])) {
                differences.add("%s[%d]: expected %s, found %s".formatted(what, i, wanted[i], found[i]));
                return;
            }
        }
    }

    private boolean isClose(double found, double wanted) {
        if (Double.isNaN(wanted) || Double.isInfinite(wanted)) {
            return Double.compare(found, wanted) == 0;
        }
        Case.Tolerance tolerance = recording.tolerance();
        return Math.abs(found - wanted) <= tolerance.absolute() + tolerance.relative() * Math.abs(wanted);
    }
}
