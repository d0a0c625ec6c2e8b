package io.github.normwright.examples.tuner;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Shape;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.schedules.Candidates;
import io.github.normwright.processor.schedules.LayerKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layer with tensors to call it on. */
final class Workload {

    private static final List<String> ARGUMENTS = List.of("mask", "adjustment_scale", "adjustment_bias");

    /**
     * Tensors that all candidates of a layer work on, so that none of them has a better place in memory.
     *
     * @param dynamicSizes the sizes of the dynamic dimensions
     * @param x the input
     * @param y receives the output
     * @param dy the gradient of the output
     * @param dx receives the gradient of the input
     * @param residual a second input, for layers that have one
     * @param dResidual receives its gradient
     */
    record Tensors(int[] dynamicSizes, Object x, Object y, Object dy, Object dx, Object residual, Object dResidual) {

        /**
         * Tensors for a layer.
         *
         * @param sizes the sizes of dynamic dimensions in order; the last one stands for all that follow
         */
        static Tensors of(LayerKey layer, List<Integer> sizes) throws TuningException {
            List<Integer> dynamic = new ArrayList<>();
            long elements = 1;
            for (int size : layer.shape()) {
                int actual = size;
                if (size == Shape.DYNAMIC) {
                    actual = sizes.get(Math.min(dynamic.size(), sizes.size() - 1));
                    dynamic.add(actual);
                }
                elements *= actual;
                if (elements > Integer.MAX_VALUE - 16) {
                    throw new TuningException(
                            "tensors of " + layer + " would be too large for an array with sizes " + sizes);
                }
            }
            int length = (int) elements;
            DType dtype = layer.dtype();
            return new Tensors(
                    dynamic.stream().mapToInt(Integer::intValue).toArray(),
                    Elements.random(dtype, length, 1),
                    Elements.zeros(dtype, length),
                    Elements.random(dtype, length, 2),
                    Elements.zeros(dtype, length),
                    Elements.random(dtype, length, 3),
                    Elements.zeros(dtype, length));
        }
    }

    private final NormalizationLayer<Object, Object> layer;
    private final Tensors tensors;
    private final TrainingContext<Object> training;
    private final TrainingContext<Object> inference;

    private Workload(NormalizationLayer<Object, Object> layer, Tensors tensors, Object ones) {
        this.layer = layer;
        this.tensors = tensors;
        this.training = layer.newContext();
        this.inference = layer.newContext();
        for (String argument : ARGUMENTS) {
            try {
                training.argument(argument, ones, 0);
            } catch (IllegalArgumentException unknown) {
                // Only some layers take arguments.
            }
        }
    }

    /**
     * A new layer.
     *
     * @param candidates which one
     * @param classes has its class
     * @param threads share its work
     * @param tensors what it works on
     * @param ones as many as a tensor has elements, for what layers take along with their input
     */
    @SuppressWarnings("unchecked")
    static Workload of(Candidates candidates, ClassLoader classes, Threads threads, Tensors tensors, Object ones) {
        try {
            Class<?> type = Class.forName(candidates.className(), true, classes);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            Object layer = lookup.findStatic(type, "create", MethodType.methodType(type, Threads.class))
                    .invoke(threads);
            return new Workload((NormalizationLayer<Object, Object>) layer, tensors, ones);
        } catch (RuntimeException | Error unchanged) {
            throw unchanged;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Which kernel runs, and why. */
    String kernel() {
        return layer.kernel().toString();
    }

    /** The call that runs a program and little else; those of gradients need {@link #results} before them. */
    Runnable call(String program) {
        return switch (program) {
            case "training" -> this::train;
            case "updates" ->
                () -> {
                    train();
                    training.runUpdates();
                };
            case "trainingGradient", "trainingParameterGradient" -> () -> backward(training);
            case "inference" -> this::infer;
            case "inferenceGradient", "inferenceParameterGradient" -> () -> backward(inference);
            default -> throw new IllegalArgumentException("there is no program " + program);
        };
    }

    private void train() {
        Tensors t = tensors;
        if (layer.hasResidual()) {
            layer.train(t.x, 0, t.residual, 0, t.y, 0, t.dynamicSizes, training);
        } else {
            layer.train(t.x, 0, t.y, 0, t.dynamicSizes, training);
        }
    }

    private void infer() {
        Tensors t = tensors;
        if (layer.hasResidual()) {
            layer.infer(t.x, 0, t.residual, 0, t.y, 0, t.dynamicSizes);
        } else {
            layer.infer(t.x, 0, t.y, 0, t.dynamicSizes);
        }
    }

    private void inferForBackward() {
        Tensors t = tensors;
        if (layer.hasResidual()) {
            layer.infer(t.x, 0, t.residual, 0, t.y, 0, t.dynamicSizes, inference);
        } else {
            layer.infer(t.x, 0, t.y, 0, t.dynamicSizes, inference);
        }
    }

    private void backward(TrainingContext<Object> context) {
        Tensors t = tensors;
        if (layer.hasResidual()) {
            layer.backward(t.dy, 0, t.dx, 0, t.dResidual, 0, context);
        } else {
            layer.backward(t.dy, 0, t.dx, 0, context);
        }
    }

    /** Makes each call once. What came out, by name, in new arrays. */
    Map<String, Object> results() {
        Map<String, Object> results = new LinkedHashMap<>();
        train();
        results.put("y of training", Elements.copy(tensors.y));
        call("trainingGradient").run();
        results.put("dx of training", Elements.copy(tensors.dx));
        results.put("gradient of the residual of training", Elements.copy(tensors.dResidual));
        training.runUpdates();
        for (Variable<Object> variable : layer.variables()) {
            results.put(variable.name(), variable.values());
            if (variable.isParameter()) {
                results.put("gradient of " + variable.name(), Elements.copy(training.gradient(variable.name())));
            }
        }
        inferForBackward();
        results.put("y of inference", Elements.copy(tensors.y));
        call("inferenceGradient").run();
        results.put("dx of inference", Elements.copy(tensors.dx));
        results.put("gradient of the residual of inference", Elements.copy(tensors.dResidual));
        return results;
    }
}
