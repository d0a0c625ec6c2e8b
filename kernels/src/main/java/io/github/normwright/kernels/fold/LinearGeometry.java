package io.github.normwright.kernels.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the kernel of a linear layer moves over its input, along each spatial axis. Immutable.
 *
 * @param strides how far each step goes
 * @param dilations how far the places of the kernel are from each other
 * @param paddingBefore how many zeros stand before the input; of a transposed convolution, how much of its output is cut off
 * @param paddingAfter how many zeros stand after the input; of a transposed convolution, how much of its output is cut off, which
 *     may be negative where zeros are added instead
 * @param isTransposed whether inputs are spread over outputs, and not the other way round
 * @param isChannelsFirst whether channels stand right after the batch, and not last
 */
public record LinearGeometry(
        List<Integer> strides,
        List<Integer> dilations,
        List<Integer> paddingBefore,
        List<Integer> paddingAfter,
        boolean isTransposed,
        boolean isChannelsFirst) {

    /** A layer without spatial axes: each place of the input is taken by itself, channels last. */
    public static final LinearGeometry DENSE =
            new LinearGeometry(List.of(), List.of(), List.of(), List.of(), false, false);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the lists differ in length, a stride or dilation is less than 1, or a padding is
     *     negative where it must not be
     */
    public LinearGeometry {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
        paddingBefore = List.copyOf(paddingBefore);
        paddingAfter = List.copyOf(paddingAfter);
        int rank = strides.size();
        if (dilations.size() != rank || paddingBefore.size() != rank || paddingAfter.size() != rank) {
            throw new IllegalArgumentException("expected as many dilations and paddings as strides, found strides "
                    + strides + ", dilations " + dilations + ", paddings " + paddingBefore + " and " + paddingAfter);
        }
        boolean areSteps = strides.stream().allMatch(step -> step >= 1)
                && dilations.stream().allMatch(step -> step >= 1);
        if (!areSteps) {
            throw new IllegalArgumentException(
                    "expected steps of at least 1, found strides " + strides + ", dilations " + dilations);
        }
        boolean arePaddings = paddingBefore.stream().allMatch(count -> count >= 0)
                && (isTransposed || paddingAfter.stream().allMatch(count -> count >= 0));
        if (!arePaddings) {
            throw new IllegalArgumentException(
                    "expected paddings of at least 0, found " + paddingBefore + " and " + paddingAfter);
        }
    }

    /**
     * A convolution that stays within its input, steps by one, and has channels last: Keras' {@code padding="valid"}.
     *
     * @param rank the number of spatial axes
     * @return the geometry
     */
    public static LinearGeometry valid(int rank) {
        List<Integer> ones = Collections.nCopies(rank, 1);
        List<Integer> zeros = Collections.nCopies(rank, 0);
        return new LinearGeometry(ones, ones, zeros, zeros, false, false);
    }

    /**
     * The same with other strides.
     *
     * @param others how far each step goes
     * @return the geometry
     */
    public LinearGeometry withStrides(List<Integer> others) {
        return new LinearGeometry(others, dilations, paddingBefore, paddingAfter, isTransposed, isChannelsFirst);
    }

    /**
     * The same with other dilations.
     *
     * @param others how far the places of the kernel are from each other
     * @return the geometry
     */
    public LinearGeometry withDilations(List<Integer> others) {
        return new LinearGeometry(strides, others, paddingBefore, paddingAfter, isTransposed, isChannelsFirst);
    }

    /**
     * The same with other paddings.
     *
     * @param before at the start of each spatial axis
     * @param after at the end of each spatial axis
     * @return the geometry
     */
    public LinearGeometry withPadding(List<Integer> before, List<Integer> after) {
        return new LinearGeometry(strides, dilations, before, after, isTransposed, isChannelsFirst);
    }

    /**
     * The same with the padding that Keras calls {@code same}: the output has the size of the input, divided by the stride and
     * rounded up, or multiplied by it if the convolution is transposed.
     *
     * @param input the spatial sizes of the input
     * @param kernel the sizes of the kernel
     * @return the geometry
     */
    public LinearGeometry withSamePadding(List<Integer> input, List<Integer> kernel) {
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i < strides.size(); i++) {
            int reach = dilations.get(i) * (kernel.get(i) - 1) + 1;
            int stride = strides.get(i);
            int steps = (input.get(i) + stride - 1) / stride;
            int total = isTransposed ? reach - stride : Math.max(0, (steps - 1) * stride + reach - input.get(i));
            before.add(Math.max(0, total) / 2);
            after.add(total - before.get(i));
        }
        return withPadding(before, after);
    }

    /**
     * The same, transposed.
     *
     * @return the geometry
     */
    public LinearGeometry transposed() {
        return new LinearGeometry(strides, dilations, paddingBefore, paddingAfter, true, isChannelsFirst);
    }

    /**
     * The same with channels right after the batch.
     *
     * @return the geometry
     */
    public LinearGeometry channelsFirst() {
        return new LinearGeometry(strides, dilations, paddingBefore, paddingAfter, isTransposed, true);
    }

    /**
     * The number of spatial axes.
     *
     * @return 0 for dense layers
     */
    public int rank() {
        return strides.size();
    }

    /**
     * Whether each output is made of all places of the kernel, so that a constant input gives a constant output.
     *
     * @return false if the layer is padded or transposed
     */
    public boolean seesWholeKernel() {
        return !isTransposed
                && paddingBefore.stream().allMatch(count -> count == 0)
                && paddingAfter.stream().allMatch(count -> count == 0);
    }

    /** The size of the output along a spatial axis. */
    int outputSize(int axis, int input, int kernel) {
        int reach = dilations.get(axis) * (kernel - 1) + 1;
        int padding = paddingBefore.get(axis) + paddingAfter.get(axis);
        return isTransposed
                ? (input - 1) * strides.get(axis) + reach - padding
                : Math.floorDiv(input + padding - reach, strides.get(axis)) + 1;
    }
}
