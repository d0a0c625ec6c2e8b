package io.github.normwright.processor.testing;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.processor.ir.LayerAlgorithm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * What a layer was given and what it computed, as doubles.
 *
 * @param values everything by name: {@code y}, {@code dx}, gradients as {@code d} and the parameter's name, and
 *     variables after the call, all in the names of the formulas
 */
public record LayerRun(Map<String, double[]> values) {

    /**
     * What a layer is given.
     *
     * @param x the input
     * @param dy the gradient of the output
     * @param variables the variables before the call, in the names of the formulas
     * @param isTraining whether to train or to infer
     */
    public record Input(double[] x, double[] dy, Map<String, double[]> variables, boolean isTraining) {

        /** Normally distributed input, rounded to float so that every dtype can hold it. */
        public static Input random(LayerAlgorithm layer, long seed, boolean isTraining, int... dynamic) {
            Random random = new Random(seed);
            int elements = Oracle.elements(layer, dynamic);
            double[] x = new double[elements];
            double[] dy = new double[elements];
            for (int i = 0; i < elements; i++) {
                x[i] = (float) (1.5 * random.nextGaussian() + 0.5);
                dy[i] = (float) random.nextGaussian();
            }
            Map<String, double[]> variables = new LinkedHashMap<>();
            layer.variables().forEach(variable -> {
                double[] value = new double[Oracle.size(variable.axes())];
                for (int i = 0; i < value.length; i++) {
                    boolean isPositive = variable.name().equals("movingVariance");
                    value[i] = (float) (isPositive ? 0.5 + random.nextDouble() : 0.8 * random.nextGaussian());
                }
                boolean isCounter = variable.name().equals("batchesTracked");
                variables.put(variable.name(), isCounter ? new double[] {3} : value);
            });
            return new Input(x, dy, variables, isTraining);
        }

        /** The same with another input. */
        public Input withX(double[] newX) {
            return new Input(newX, dy, variables, isTraining);
        }
    }

    /** Runs a layer forward and backward. */
    public static LayerRun of(NormalizationLayer<?, ?> layer, Input input, int... dynamic) {
        return Elements.of(layer).run(layer, input, dynamic);
    }

    /** Numbers in arrays of a type. */
    private abstract static class Elements<A> {

        static Elements<?> of(NormalizationLayer<?, ?> layer) {
            return layer.getClass().getSimpleName().endsWith("Float32") ? new Floats() : new Doubles();
        }

        abstract A array(double[] values);

        abstract double[] doubles(A array);

        @SuppressWarnings("unchecked")
        LayerRun run(NormalizationLayer<?, ?> untyped, Input input, int... dynamic) {
            NormalizationLayer<A, A> layer = (NormalizationLayer<A, A>) untyped;
            for (Variable<A> variable : layer.variables()) {
                variable.set(array(input.variables().get(camelCase(variable.name()))));
            }
            TrainingContext<A> context = layer.newContext();
            // Offsets that are no multiple of a vector, and values around the tensors that must not be read or written.
            A x = array(padded(input.x(), 3));
            A y = array(padded(new double[input.x().length], 5));
            A dy = array(padded(input.dy(), 1));
            A dx = array(padded(new double[input.x().length], 7));
            if (input.isTraining()) {
                layer.train(x, 3, y, 5, dynamic, context);
            } else {
                layer.infer(x, 3, y, 5, dynamic, context);
            }
            layer.backward(dy, 1, dx, 7, context);
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put("y", unpadded(doubles(y), 5));
            values.put("dx", unpadded(doubles(dx), 7));
            for (Variable<A> variable : layer.variables()) {
                String name = camelCase(variable.name());
                if (variable.isParameter()) {
                    values.put("d" + name, doubles(context.gradient(variable.name())));
                }
                values.put(name, doubles(variable.values()));
            }
            return new LayerRun(values);
        }

        private static double[] padded(double[] values, int offset) {
            double[] padded = new double[offset + values.length + 9];
            Arrays.fill(padded, Double.NaN);
            System.arraycopy(values, 0, padded, offset, values.length);
            return padded;
        }

        private static double[] unpadded(double[] padded, int offset) {
            for (int i = 0; i < padded.length; i++) {
                boolean isOutside = i < offset || i >= padded.length - 9;
                if (isOutside && !Double.isNaN(padded[i])) {
                    throw new AssertionError("wrote outside of the tensor, at " + (i - offset));
                }
            }
            return Arrays.copyOfRange(padded, offset, padded.length - 9);
        }
    }

    private static final class Floats extends Elements<float[]> {

        @Override
        float[] array(double[] values) {
            float[] array = new float[values.length];
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) values[i];
            }
            return array;
        }

        @Override
        double[] doubles(float[] array) {
            double[] values = new double[array.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = array[i];
            }
            return values;
        }
    }

    private static final class Doubles extends Elements<double[]> {

        @Override
        double[] array(double[] values) {
            return values.clone();
        }

        @Override
        double[] doubles(double[] array) {
            return array.clone();
        }
    }

    private static String camelCase(String snakeCase) {
        StringBuilder name = new StringBuilder();
        for (String part : snakeCase.split("_")) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }
}
