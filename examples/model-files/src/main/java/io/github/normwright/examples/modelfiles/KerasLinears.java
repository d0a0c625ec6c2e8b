package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.examples.modelfiles.format.TensorInfo;
import io.github.normwright.kernels.fold.LinearGeometry;
import io.github.normwright.kernels.fold.LinearWeights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the linear layers of Keras models. What it does not know for sure, it leaves out: nothing is folded into that. */
final class KerasLinears {

    private static final Pattern CONVOLUTION = Pattern.compile("(Depthwise)?Conv([123])D(Transpose)?");

    private final Map<String, TensorInfo> tensors;

    private KerasLinears(Map<String, TensorInfo> tensors) {
        this.tensors = tensors;
    }

    static List<ModelLinear> of(
            KerasArchitecture architecture, KerasVariables variables, Map<String, TensorInfo> tensors)
            throws IOException {
        KerasLinears linears = new KerasLinears(tensors);
        List<ModelLinear> found = new ArrayList<>();
        for (KerasLayer layer : KerasConfig.layers(architecture.config())) {
            if (layer.isOwn() && isLinear(layer.config())) {
                linears.linear(layer, variables.tensors(layer)).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isLinear(Json config) throws ModelFileException {
        Object activation = config.get("activation").value();
        return activation == null || activation.equals("linear");
    }

    private Optional<ModelLinear> linear(KerasLayer layer, List<String> names) throws ModelFileException {
        boolean hasBias = !Boolean.FALSE.equals(layer.config().get("use_bias").value());
        if (names.size() != (hasBias ? 2 : 1) || !tensors.containsKey(names.get(0))) {
            return Optional.empty();
        }
        List<Integer> shape = tensors.get(names.get(0)).shape();
        Optional<String> bias = hasBias ? Optional.of(names.get(1)) : Optional.empty();
        try {
            Optional<ModelLinear> linear = layer.className().equals("Dense")
                    ? dense(layer, shape, names.get(0), bias)
                    : convolution(layer, shape, names.get(0), bias);
            return linear.filter(each -> each.isIn(tensors));
        } catch (IllegalArgumentException | ArithmeticException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<ModelLinear> dense(
            KerasLayer layer, List<Integer> shape, String weights, Optional<String> bias) {
        if (shape.size() != 2) {
            return Optional.empty();
        }
        LinearWeights layout = LinearWeights.kerasDense(shape.get(0), shape.get(1));
        return Optional.of(new ModelLinear(
                layer.path(), layer.name(), layer.input(), layout, LinearGeometry.DENSE, false, weights, bias));
    }

    private static Optional<ModelLinear> convolution(
            KerasLayer layer, List<Integer> shape, String weights, Optional<String> bias) throws ModelFileException {
        Matcher convolution = CONVOLUTION.matcher(layer.className());
        Object padding = layer.config().get("padding").value();
        boolean isPaddedSame = "same".equals(padding);
        boolean isKnown = convolution.matches()
                && shape.size() == Integer.parseInt(convolution.group(2)) + 2
                && (isPaddedSame || "valid".equals(padding));
        if (!isKnown) {
            return Optional.empty();
        }
        return Optional.of(new ModelLinear(
                layer.path(),
                layer.name(),
                layer.input(),
                layout(convolution, layer, shape),
                geometry(convolution, layer.config()),
                isPaddedSame,
                weights,
                bias));
    }

    private static LinearWeights layout(Matcher convolution, KerasLayer layer, List<Integer> shape)
            throws ModelFileException {
        if (convolution.group(1) != null) {
            return LinearWeights.kerasDepthwise(shape);
        }
        if (convolution.group(3) != null) {
            return LinearWeights.kerasTransposedConvolution(shape);
        }
        Object groups = layer.config().get("groups").value();
        return LinearWeights.kerasConvolution(
                shape, groups instanceof Long count ? (int) Math.min(count, Integer.MAX_VALUE) : 1);
    }

    private static LinearGeometry geometry(Matcher convolution, Json config) throws ModelFileException {
        int rank = Integer.parseInt(convolution.group(2));
        LinearGeometry geometry = LinearGeometry.valid(rank)
                .withStrides(steps(config.get("strides"), rank))
                .withDilations(steps(config.get("dilation_rate"), rank));
        geometry = convolution.group(3) != null ? geometry.transposed() : geometry;
        boolean isChannelsFirst =
                "channels_first".equals(config.get("data_format").value());
        if (convolution.group(3) != null && !config.get("output_padding").isNull()) {
            throw new IllegalArgumentException("output padding is not known here");
        }
        return isChannelsFirst ? geometry.channelsFirst() : geometry;
    }

    /** One number for all axes, a number for each, or nothing for ones. */
    private static List<Integer> steps(Json steps, int rank) throws ModelFileException {
        if (steps.isNull()) {
            return Collections.nCopies(rank, 1);
        }
        if (!steps.isArray()) {
            return Collections.nCopies(rank, step(steps));
        }
        List<Integer> each = new ArrayList<>();
        for (Json step : steps.elements()) {
            each.add(step(step));
        }
        return each;
    }

    private static int step(Json step) throws ModelFileException {
        return Math.toIntExact(Math.min(step.integer(), Integer.MAX_VALUE));
    }
}
