package io.github.normwright.processor.testing;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.processor.ir.LayerAlgorithm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
     * @param arguments what is given along with the input, in the names of the formulas
     * @param isTraining whether to train or to infer
     */
    public record Input(
            double[] x,
            double[] dy,
            Map<String, double[]> variables,
            Map<String, double[]> arguments,
            boolean isTraining) {

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
            layer.variables()
                    .forEach(variable -> variables.put(variable.name(), RandomValues.variable(variable, random)));
            Map<String, double[]> arguments = RandomValues.arguments(layer.training(), random, dynamic);
            return new Input(x, dy, variables, arguments, isTraining);
        }

        /** The same, as far as a dtype can hold it. */
        public Input roundedTo(DType dtype) {
            ArrayType type = ArrayType.of(dtype);
            Map<String, double[]> roundedVariables = new LinkedHashMap<>();
            variables.forEach((name, value) -> roundedVariables.put(name, type.rounded(value)));
            return new Input(type.rounded(x), type.rounded(dy), roundedVariables, arguments, isTraining);
        }

        /** The same with another input. */
        public Input withX(double[] newX) {
            return new Input(newX, dy, variables, arguments, isTraining);
        }
    }

    /** Runs a layer forward and backward. */
    public static LayerRun of(NormalizationLayer<?, ?> layer, Input input, int... dynamic) {
        return new Run(layer, dtype(layer)).run(input, dynamic);
    }

    private static DType dtype(NormalizationLayer<?, ?> layer) {
        String name = layer.getClass().getSimpleName();
        return Arrays.stream(DType.values())
                .filter(dtype -> name.endsWith(dtype.classNameEnding()))
                // BFloat16 ends in Float16 too.
                .max(Comparator.comparing(dtype -> dtype.classNameEnding().length()))
                .orElseThrow();
    }

    private static final class Run {

        private final NormalizationLayer<Object, Object> layer;
        private final ArrayType tensors;
        private final ArrayType parameters;

        @SuppressWarnings("unchecked")
        Run(NormalizationLayer<?, ?> layer, DType dtype) {
            this.layer = (NormalizationLayer<Object, Object>) layer;
            this.tensors = ArrayType.of(dtype);
            this.parameters = ArrayType.ofParameters(dtype);
        }

        LayerRun run(Input input, int... dynamic) {
            for (Variable<Object> variable : layer.variables()) {
                variable.set(parameters.array(input.variables().get(camelCase(variable.name()))));
            }
            TrainingContext<Object> context = layer.newContext();
            // Offsets that are no multiple of a vector, and values around the tensors that must not be read or written.
            Object x = tensors.array(padded(input.x(), 3));
            Object y = tensors.array(padded(new double[input.x().length], 5));
            Object dy = tensors.array(padded(input.dy(), 1));
            Object dx = tensors.array(padded(new double[input.x().length], 7));
            if (input.isTraining()) {
                input.arguments()
                        .forEach((name, value) ->
                                context.argument(snakeCase(name), parameters.array(padded(value, 2)), 2));
                layer.train(x, 3, y, 5, dynamic, context);
                context.runUpdates();
            } else {
                layer.infer(x, 3, y, 5, dynamic, context);
            }
            layer.backward(dy, 1, dx, 7, context);
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put("y", unpadded(tensors.doubles(y), 5));
            values.put("dx", unpadded(tensors.doubles(dx), 7));
            for (Variable<Object> variable : layer.variables()) {
                String name = camelCase(variable.name());
                if (variable.isParameter()) {
                    values.put("d" + name, parameters.doubles(context.gradient(variable.name())));
                }
                values.put(name, parameters.doubles(variable.values()));
            }
            input.arguments().keySet().stream()
                    .filter(name -> input.isTraining() && !name.equals("mask"))
                    .forEach(name -> gradient(context, name).ifPresent(gradient -> values.put("d" + name, gradient)));
            return new LayerRun(values);
        }

        /** Adjustments along other than the normalized axes have no gradient. */
        private Optional<double[]> gradient(TrainingContext<Object> context, String argument) {
            try {
                return Optional.of(parameters.doubles(context.gradient(snakeCase(argument))));
            } catch (IllegalArgumentException noGradient) {
                return Optional.empty();
            }
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

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String camelCase(String snakeCase) {
        StringBuilder name = new StringBuilder();
        for (String part : snakeCase.split("_")) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }
}
