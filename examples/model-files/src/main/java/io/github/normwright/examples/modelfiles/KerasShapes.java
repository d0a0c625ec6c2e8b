package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shapes of what common layers give, for files that say only the shape of the model's input. Sizes that would take arithmetic
 * are left open: the rank and the number of channels are what matters.
 */
final class KerasShapes {

    private static final Set<String> SAME = Set.of(
            "Activation",
            "ActivityRegularization",
            "AlphaDropout",
            "BatchNormalization",
            "Dropout",
            "ELU",
            "GaussianDropout",
            "GaussianNoise",
            "GroupNormalization",
            "LayerNormalization",
            "LeakyReLU",
            "PReLU",
            "ReLU",
            "RMSNormalization",
            "Softmax",
            "SpatialDropout1D",
            "SpatialDropout2D",
            "SpatialDropout3D",
            "SyncBatchNormalization",
            "ThresholdedReLU",
            "UnitNormalization");

    private KerasShapes() {}

    /** A shape in a document: numbers, and null for those that are not known. */
    static Optional<List<Integer>> read(Json shape) throws ModelFileException {
        List<Integer> sizes = new ArrayList<>();
        if (!shape.isArray()) {
            return Optional.empty();
        }
        for (Json size : shape.elements()) {
            if (size.isNull()) {
                sizes.add(-1);
            } else if (size.value() instanceof Long known && known > 0 && known <= Integer.MAX_VALUE) {
                sizes.add(known.intValue());
            } else {
                // Several shapes, of a layer with several inputs.
                return Optional.empty();
            }
        }
        return sizes.isEmpty() ? Optional.empty() : Optional.of(sizes);
    }

    /** The shape of what a layer gives. */
    static Optional<List<Integer>> output(String className, Json config, Optional<List<Integer>> input)
            throws ModelFileException {
        if (input.isEmpty()) {
            return Optional.empty();
        }
        if (SAME.contains(className)) {
            return input;
        }
        if (className.equals("Dense")) {
            return size(config, "units").map(units -> withLast(input.get(), units));
        }
        if (className.equals("Flatten")) {
            return Optional.of(List.of(input.get().get(0), -1));
        }
        int channels = isChannelsFirst(config) ? 1 : input.get().size() - 1;
        if (channels >= input.get().size()) {
            return Optional.empty();
        }
        if (className.startsWith("Global") && className.contains("Pooling")) {
            return Optional.of(List.of(input.get().get(0), input.get().get(channels)));
        }
        if (className.contains("Pooling")
                || className.startsWith("ZeroPadding")
                || className.startsWith("UpSampling")) {
            return Optional.of(only(input.get(), channels, input.get().get(channels)));
        }
        if (className.contains("Conv") && !className.contains("LSTM")) {
            int filters = className.startsWith("Depthwise")
                    ? -1
                    : size(config, "filters").orElse(-1);
            return Optional.of(only(input.get(), channels, filters));
        }
        return Optional.empty();
    }

    private static boolean isChannelsFirst(Json config) throws ModelFileException {
        return "channels_first".equals(config.get("data_format").value());
    }

    private static Optional<Integer> size(Json config, String key) throws ModelFileException {
        return config.get(key).value() instanceof Long size && size > 0 && size <= Integer.MAX_VALUE
                ? Optional.of(size.intValue())
                : Optional.empty();
    }

    private static List<Integer> withLast(List<Integer> shape, int size) {
        List<Integer> changed = new ArrayList<>(shape);
        changed.set(shape.size() - 1, size);
        return changed;
    }

    /** A shape of which batch and channels are known at most. */
    private static List<Integer> only(List<Integer> shape, int channels, int size) {
        List<Integer> changed = new ArrayList<>(Collections.nCopies(shape.size(), -1));
        changed.set(0, shape.get(0));
        changed.set(channels, size);
        return changed;
    }
}
