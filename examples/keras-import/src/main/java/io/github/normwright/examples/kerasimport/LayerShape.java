package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.Profile;
import io.github.normwright.examples.modelfiles.ModelLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The shape to generate a layer for. Immutable.
 *
 * @param sizes the sizes, -1 for dynamic ones
 * @param assumption what was assumed, a sentence; nothing if the shape is known
 */
record LayerShape(List<Integer> sizes, Optional<String> assumption) {

    private static final int DYNAMIC = -1;

    /**
     * Finds the shape.
     *
     * @param layer the layer
     * @param variableShape the shape of its variables
     * @param given a shape that the user gave, if any
     * @param recordedRank the rank of a recorded input, if there is one
     * @throws IllegalArgumentException if the shape is not known, and cannot be assumed either
     */
    static LayerShape of(
            ModelLayer layer,
            List<Integer> variableShape,
            Optional<List<Integer>> given,
            Optional<Integer> recordedRank) {
        List<Integer> axes = layer.axes();
        List<Integer> channels = variableShape.stream()
                .filter(size -> size != 1 || axes.size() == variableShape.size())
                .toList();
        Optional<List<Integer>> known =
                given.or(layer::inputShape).or(() -> recordedRank.map(rank -> Collections.nCopies(rank, DYNAMIC)));
        if (known.isPresent()) {
            return new LayerShape(filled(known.get(), axes, channels), Optional.empty());
        }
        if (axes.size() != 1) {
            throw new IllegalArgumentException("the file does not say the rank of its input, and it has several axes");
        }
        return assumed(layer, axes.get(0), channels);
    }

    /** The batch may have any size; sizes of the axes are those of the variables. */
    private static List<Integer> filled(List<Integer> shape, List<Integer> axes, List<Integer> channels) {
        List<Integer> sizes = new ArrayList<>(shape);
        sizes.set(0, DYNAMIC);
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i) < 0 ? axes.get(i) + sizes.size() : axes.get(i);
            boolean isThere = axis >= 0 && axis < sizes.size() && i < channels.size();
            if (isThere && (sizes.get(axis) == DYNAMIC || axis == 0)) {
                sizes.set(axis, channels.get(i));
            }
        }
        return List.copyOf(sizes);
    }

    /** Sizes before and after the channels may be multiplied together: the numbers are the same. */
    private static LayerShape assumed(ModelLayer layer, int axis, List<Integer> channels) {
        boolean isTorch = layer.profile() == Profile.TORCH || layer.profile() == Profile.ONNX;
        int rank = isTorch ? axis + 2 : axis < 0 ? 1 - axis : axis + 1;
        String assumption = isTorch
                ? "The file does not say the rank of the input: the last size stands for the product of all after the channels,"
                        + " and is 1 where there are none."
                : "The file does not say the rank of the input: " + rank + " is assumed, with the channels "
                        + (axis < 0 ? "at axis " + axis : "last") + ".";
        return new LayerShape(
                filled(Collections.nCopies(rank, DYNAMIC), List.of(axis), channels), Optional.of(assumption));
    }
}
