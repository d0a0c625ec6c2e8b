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
     * @param residual the second input, of layers that have one
     */
    public record Input(
            double[] x,
            double[] dy,
            Map<String, double[]> variables,
            Map<String, double[]> arguments,
            boolean isTraining,
            Optional<double[]> residual) {

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
            boolean hasResidual = layer.training().operands().stream()
                    .anyMatch(operand -> operand.name().equals(LayerAlgorithm.RESIDUAL));
            Optional<double[]> residual = hasResidual
                    ? Optional.of(random.doubles(elements, -2, 2)
                            .map(value -> (float) value)
                            .toArray())
                    : Optional.empty();
            return new Input(x, dy, variables, arguments, isTraining, residual);
        }

        /** The same, as far as a dtype can hold it. */
        public Input roundedTo(DType dtype) {
            ArrayType type = ArrayType.of(dtype);
            Map<String, double[]> roundedVariables = new LinkedHashMap<>();
            variables.forEach((name, value) -> roundedVariables.put(name, type.rounded(value)));
            return new Input(
                    type.rounded(x),
                    type.rounded(dy),
                    roundedVariables,
                    arguments,
                    isTraining,
                    residual.map(type::rounded));
        }

        /** The same with another input. */
        public Input withX(double[] newX) {
            return new Input(newX, dy, variables, arguments, isTraining, residual);
        }

        /** The same with another second input. */
        public Input withResidual(double[] newResidual) {
            return new Input(x, dy, variables, arguments, isTraining, Optional.of(newResidual));
        }

        /** The same with another variable. */
        public Input withVariable(String name, double[] values) {
            Map<String, double[]> others = new LinkedHashMap<>(variables);
            others.put(name, values);
            return new Input(x, dy, others, arguments, isTraining, residual);
        }
    }

    /** Runs a layer forward and backward. */
    public static LayerRun of(NormalizationLayer<?, ?> layer, Input input, int... dynamic) {
        return of(layer, input, Map.of(), dynamic);
    }

    /**
     * Runs a layer forward and backward.
     *
     * @param inPlace the names of tensors that a call fills, each with that of the tensor that it lies over
     */
    public static LayerRun of(
            NormalizationLayer<?, ?> layer, Input input, Map<String, String> inPlace, int... dynamic) {
        return new Run(layer, dtype(layer), inPlace).run(input, dynamic);
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

        /** Of x, residual, y, dy, dx and dResidual: no multiples of a vector. */
        private static final Map<String, Integer> OFFSETS =
                Map.of("x", 3, "residual", 4, "y", 5, "dy", 1, "dx", 7, "dResidual", 6);

        private final NormalizationLayer<Object, Object> layer;
        private final ArrayType tensors;
        private final ArrayType parameters;
        private final Map<String, String> inPlace;
        private final Map<String, Tensor> placed = new LinkedHashMap<>();
        private final Map<String, double[]> values = new LinkedHashMap<>();

        private record Tensor(Object array, int offset) {}

        @SuppressWarnings("unchecked")
        Run(NormalizationLayer<?, ?> layer, DType dtype, Map<String, String> inPlace) {
            this.layer = (NormalizationLayer<Object, Object>) layer;
            this.tensors = ArrayType.of(dtype);
            this.parameters = ArrayType.ofParameters(dtype);
            this.inPlace = inPlace;
        }

        /** A tensor with values around it that must not be read or written. */
        private Tensor tensor(String name, double[] content) {
            int offset = OFFSETS.get(name);
            Tensor tensor = new Tensor(tensors.array(padded(content, offset)), offset);
            placed.put(name, tensor);
            return tensor;
        }

        private Tensor output(String name, int elements) {
            if (!inPlace.containsKey(name)) {
                return tensor(name, new double[elements]);
            }
            placed.put(name, placed.get(inPlace.get(name)));
            return placed.get(name);
        }

        private void keep(String name) {
            Tensor tensor = placed.get(name);
            values.put(name, unpadded(tensors.doubles(tensor.array), tensor.offset));
        }

        LayerRun run(Input input, int... dynamic) {
            for (Variable<Object> variable : layer.variables()) {
                variable.set(parameters.array(input.variables().get(camelCase(variable.name()))));
            }
            TrainingContext<Object> context = layer.newContext();
            if (input.isTraining()) {
                input.arguments()
                        .forEach((name, value) ->
                                context.argument(snakeCase(name), parameters.array(padded(value, 2)), 2));
            }
            forward(input, context, dynamic);
            if (!inPlace.getOrDefault("y", "").equals("x")) {
                backward(input, context);
                keepGradients(input, context);
            }
            layer.variables()
                    .forEach(variable -> values.put(camelCase(variable.name()), parameters.doubles(variable.values())));
            return new LayerRun(values);
        }

        private void forward(Input input, TrainingContext<Object> context, int... dynamic) {
            Tensor x = tensor("x", input.x());
            Tensor residual =
                    input.residual().map(content -> tensor("residual", content)).orElse(null);
            Tensor y = output("y", input.x().length);
            if (input.isTraining() && residual == null) {
                layer.train(x.array, x.offset, y.array, y.offset, dynamic, context);
            } else if (input.isTraining()) {
                layer.train(x.array, x.offset, residual.array, residual.offset, y.array, y.offset, dynamic, context);
            } else if (residual == null) {
                layer.infer(x.array, x.offset, y.array, y.offset, dynamic, context);
            } else {
                layer.infer(x.array, x.offset, residual.array, residual.offset, y.array, y.offset, dynamic, context);
            }
            if (input.isTraining()) {
                context.runUpdates();
            }
            keep("y");
        }

        private void backward(Input input, TrainingContext<Object> context) {
            Tensor dy = tensor("dy", input.dy());
            Tensor dx = output("dx", input.x().length);
            if (input.residual().isEmpty()) {
                layer.backward(dy.array, dy.offset, dx.array, dx.offset, context);
            } else {
                Tensor dResidual = output("dResidual", input.x().length);
                layer.backward(dy.array, dy.offset, dx.array, dx.offset, dResidual.array, dResidual.offset, context);
                keep("dResidual");
            }
            keep("dx");
        }

        private void keepGradients(Input input, TrainingContext<Object> context) {
            layer.variables().stream()
                    .filter(Variable::isParameter)
                    .forEach(variable -> values.put(
                            "d" + camelCase(variable.name()), parameters.doubles(context.gradient(variable.name()))));
            input.arguments().keySet().stream()
                    .filter(name -> input.isTraining() && !name.equals("mask"))
                    .forEach(name -> gradient(context, name).ifPresent(gradient -> values.put("d" + name, gradient)));
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
