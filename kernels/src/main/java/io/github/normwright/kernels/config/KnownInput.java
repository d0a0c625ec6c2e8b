package io.github.normwright.kernels.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a layer's input from elsewhere than its document, such as from the file that has its variables.
 *
 * @param shape the shape, {@link io.github.normwright.api.Shape#DYNAMIC} for sizes that are not known
 * @param channels the number of values that each statistic has
 */
public record KnownInput(Optional<List<Integer>> shape, OptionalInt channels) {

    /** Nothing but what the document says. */
    public static final KnownInput NOTHING = new KnownInput(Optional.empty(), OptionalInt.empty());

    /**
     * The shape is known.
     *
     * @param shape the sizes, {@link io.github.normwright.api.Shape#DYNAMIC} for those that are not known
     * @return what is known
     */
    public static KnownInput ofShape(List<Integer> shape) {
        return new KnownInput(Optional.of(shape), OptionalInt.empty());
    }

    /**
     * The size of the variables is known.
     *
     * @param channels the number of values in each of them
     * @return what is known
     */
    public static KnownInput ofChannels(int channels) {
        return new KnownInput(Optional.empty(), OptionalInt.of(channels));
    }
}
