package io.github.normwright.examples.conformance;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.examples.conformance.Case.Step;
import io.github.normwright.examples.conformance.Case.Tensor;
import io.github.normwright.kernels.Elements;
import io.github.normwright.kernels.GeneratedLayers;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Plays the steps of a case on a generated layer and compares.
 *
 * @param <A> the array type of inputs and outputs
 * @param <P> the array type of variables and arguments
 */
final class CasePlayer<A, P> {

    private static final Set<String> KNOWN_KEYS =
            Set.of("training", "x", "dy", "expect", "mask", "adjustment", "replica_x", "run_updates");

    private final Case recording;
    private final NormalizationLayer<A, P> layer;
    private final Elements<A> tensors;
    private final Elements<P> parameters;
    private final Differences differences;

    private CasePlayer(Case recording, NormalizationLayer<A, P> layer, Elements<A> tensors, Elements<P> parameters) {
        this.recording = recording;
        this.layer = layer;
        this.tensors = tensors;
        this.parameters = parameters;
        this.differences = new Differences(recording.tolerance());
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
        return switch (dtype) {
            case FLOAT32 -> player(recording, layer, Elements.FLOAT32, Elements.FLOAT32);
            case FLOAT64 -> player(recording, layer, Elements.FLOAT64, Elements.FLOAT64);
            case FLOAT16 -> player(recording, layer, Elements.FLOAT16, Elements.FLOAT32);
            case BFLOAT16 -> player(recording, layer, Elements.BFLOAT16, Elements.FLOAT32);
        };
    }

    @SuppressWarnings("unchecked")
    private static <A, P> List<String> player(
            Case recording, NormalizationLayer<?, ?> layer, Elements<A> tensors, Elements<P> parameters) {
        CasePlayer<A, P> player = new CasePlayer<>(recording, (NormalizationLayer<A, P>) layer, tensors, parameters);
        player.play();
        return player.differences.all();
    }

    private void play() {
        compareNames("variable_names", layer.variables());
        compareNames(
                "trainable_variables",
                layer.variables().stream().filter(Variable::isTrainable).toList());
        recording.initial().forEach((name, value) -> variable(name).set(parameters.of(value.values())));
        List<Step> steps = recording.steps();
        for (int i = 0; i < steps.size(); i++) {
            play(steps.get(i), "step " + i + ": ");
        }
    }

    /** Names are recorded with the scope they stood in, where they are recorded. */
    private void compareNames(String what, List<Variable<P>> found) {
        recording
                .names(what)
                .ifPresent(names -> differences.compare(
                        what,
                        found.stream().map(Variable::name).toList(),
                        names.stream()
                                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                                .toList()));
    }

    private void play(Step step, String where) {
        for (String key : step.keys()) {
            if (!KNOWN_KEYS.contains(key)) {
                throw new UnsupportedOperationException("a step has " + key + ", which layers do not have yet");
            }
        }
        if (step.has("replica_x")) {
            playReplicas(step, where);
        } else {
            playOne(step, where);
        }
        compareVariables(where, step.expectedVariables());
    }

    private void playOne(Step step, String where) {
        Tensor x = step.tensor("x");
        A y = tensors.zeros(x.values().length);
        TrainingContext<P> context = layer.newContext();
        giveArguments(step, context);
        if (step.isTraining()) {
            layer.train(tensors.of(x.values()), 0, y, 0, dynamicDimensions(x), context);
        } else {
            layer.infer(tensors.of(x.values()), 0, y, 0, dynamicDimensions(x), context);
        }
        differences.compare(where + "y", tensors.toDoubles(y), step.expected("y"));
        if (step.has("dy")) {
            compareGradients(step, where, context);
        }
        compareVariables(where + "before updates, ", step.expectedVariables("variables_before_updates"));
        if (step.runsUpdates()) {
            context.runUpdates();
        }
    }

    private void giveArguments(Step step, TrainingContext<P> context) {
        if (step.has("mask")) {
            context.argument("mask", parameters.of(step.tensor("mask").values()), 0);
        }
        if (step.has("adjustment")) {
            P scale = parameters.of(step.tensor("adjustment", "scale").values());
            P bias = parameters.of(step.tensor("adjustment", "bias").values());
            context.argument("adjustment_scale", scale, 0);
            context.argument("adjustment_bias", bias, 0);
        }
    }

    private void compareGradients(Step step, String where, TrainingContext<P> context) {
        double[] dy = step.tensor("dy").values();
        A dx = tensors.zeros(dy.length);
        layer.backward(tensors.of(dy), 0, dx, 0, context);
        if (step.expects("dx")) {
            differences.compare(where + "dx", tensors.toDoubles(dx), step.expected("dx"));
        }
        for (String parameter : List.of("gamma", "beta")) {
            if (step.expects("d" + parameter)) {
                double[] gradient = parameters.toDoubles(context.gradient(parameter));
                differences.compare(where + "d" + parameter, gradient, step.expected("d" + parameter));
            }
        }
    }

    private void playReplicas(Step step, String where) {
        List<Tensor> inputs = step.tensors("replica_x");
        List<A> outputs = inputs.stream()
                .map(input -> tensors.zeros(input.values().length))
                .toList();
        ReplicaThreads.run(inputs.size(), (group, replica) -> {
            Tensor x = inputs.get(replica);
            TrainingContext<P> context = layer.newContext(group, replica);
            layer.train(tensors.of(x.values()), 0, outputs.get(replica), 0, dynamicDimensions(x), context);
        });
        List<Tensor> expected = step.expectedOfReplicas("replica_y");
        for (int i = 0; i < expected.size(); i++) {
            differences.compare(where + "replica " + i + " y", tensors.toDoubles(outputs.get(i)), expected.get(i));
        }
    }

    private int[] dynamicDimensions(Tensor x) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < x.shape().size(); i++) {
            if (layer.shape().get(i) < 0) {
                sizes.add(x.shape().get(i));
            }
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private void compareVariables(String where, Map<String, Tensor> expected) {
        expected.forEach((name, value) -> differences.compare(
                where + name, parameters.toDoubles(variable(name).values()), value));
    }

    private Variable<P> variable(String name) {
        return layer.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException("the layer has no variable " + name));
    }
}
