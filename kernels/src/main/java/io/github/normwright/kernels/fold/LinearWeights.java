package io.github.normwright.kernels.fold;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the axes of the weights of a linear layer mean. Immutable.
 *
 * <p>One axis runs through input channels and one through output channels; all others run through the places of the kernel. In
 * groups, outputs see only the inputs of their own group, and one of the two axes runs through the channels of one group only.
 *
 * @param shape the sizes of the weights, row-major
 * @param inputAxis the axis of the input channels
 * @param outputAxis the axis of the output channels
 * @param groups the number of groups; 1 if all outputs see all inputs
 * @param grouped the axis that runs through one group only; of no meaning for 1 group
 */
public record LinearWeights(List<Integer> shape, int inputAxis, int outputAxis, int groups, Grouped grouped) {

    /** Which axis runs through the channels of one group. The other one runs through all channels. */
    public enum Grouped {
        /** That of the inputs, as in convolutions. */
        INPUTS,
        /** That of the outputs, as in depthwise and in transposed convolutions. */
        OUTPUTS
    }

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is less than 1, an axis is not one of the shape, both axes are the same, or the
     *     axis that runs through all groups is no multiple of them
     */
    public LinearWeights {
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("expected sizes of at least 1, found weights of shape " + shape);
        }
        boolean areAxes = inputAxis >= 0
                && outputAxis >= 0
                && Math.max(inputAxis, outputAxis) < shape.size()
                && inputAxis != outputAxis;
        if (!areAxes) {
            throw new IllegalArgumentException("expected two different axes of weights of shape " + shape + ", found "
                    + inputAxis + " and " + outputAxis);
        }
        int all = shape.get(grouped == Grouped.INPUTS ? outputAxis : inputAxis);
        if (groups < 1 || all % groups != 0) {
            throw new IllegalArgumentException("expected groups of which " + all + " "
                    + (grouped == Grouped.INPUTS ? "outputs" : "inputs") + " are a multiple, found " + groups);
        }
        Math.multiplyExact(groups, Indices.count(shape));
    }

    /**
     * Keras' {@code Dense}.
     *
     * @param inputs the number of inputs
     * @param units the number of outputs
     * @return weights of shape (inputs, units)
     */
    public static LinearWeights kerasDense(int inputs, int units) {
        return new LinearWeights(List.of(inputs, units), 0, 1, 1, Grouped.INPUTS);
    }

    /**
     * PyTorch's {@code Linear}.
     *
     * @param outputs the number of outputs
     * @param inputs the number of inputs
     * @return weights of shape (outputs, inputs)
     */
    public static LinearWeights torchDense(int outputs, int inputs) {
        return new LinearWeights(List.of(outputs, inputs), 1, 0, 1, Grouped.INPUTS);
    }

    /**
     * Keras' {@code Conv1D}, {@code Conv2D} and {@code Conv3D}, and the pointwise part of a separable convolution.
     *
     * @param shape (spatial..., inputs / groups, filters)
     * @param groups the number of groups
     * @return weights of that shape
     */
    public static LinearWeights kerasConvolution(List<Integer> shape, int groups) {
        return new LinearWeights(shape, shape.size() - 2, shape.size() - 1, groups, Grouped.INPUTS);
    }

    /**
     * PyTorch's {@code Conv1d}, {@code Conv2d} and {@code Conv3d}, and ONNX' {@code Conv}. Depthwise ones have as many groups as
     * inputs.
     *
     * @param shape (outputs, inputs / groups, spatial...)
     * @param groups the number of groups
     * @return weights of that shape
     */
    public static LinearWeights torchConvolution(List<Integer> shape, int groups) {
        return new LinearWeights(shape, 1, 0, groups, Grouped.INPUTS);
    }

    /**
     * Keras' {@code Conv1DTranspose}, {@code Conv2DTranspose} and {@code Conv3DTranspose}.
     *
     * @param shape (spatial..., filters, inputs)
     * @return weights of that shape
     */
    public static LinearWeights kerasTransposedConvolution(List<Integer> shape) {
        return new LinearWeights(shape, shape.size() - 1, shape.size() - 2, 1, Grouped.OUTPUTS);
    }

    /**
     * PyTorch's {@code ConvTranspose1d}, {@code ConvTranspose2d} and {@code ConvTranspose3d}, and ONNX' {@code ConvTranspose}.
     *
     * @param shape (inputs, outputs / groups, spatial...)
     * @param groups the number of groups
     * @return weights of that shape
     */
    public static LinearWeights torchTransposedConvolution(List<Integer> shape, int groups) {
        return new LinearWeights(shape, 0, 1, groups, Grouped.OUTPUTS);
    }

    /**
     * Keras' {@code DepthwiseConv1D} and {@code DepthwiseConv2D}, and the depthwise part of a separable convolution. Output
     * {@code input * multiplier + m} is made of one input.
     *
     * @param shape (spatial..., inputs, multiplier)
     * @return weights of that shape
     */
    public static LinearWeights kerasDepthwise(List<Integer> shape) {
        int inputAxis = shape.size() - 2;
        return new LinearWeights(shape, inputAxis, shape.size() - 1, shape.get(inputAxis), Grouped.OUTPUTS);
    }

    /**
     * The number of input channels.
     *
     * @return those of all groups
     */
    public int inputs() {
        return shape.get(inputAxis) * (grouped == Grouped.INPUTS ? groups : 1);
    }

    /**
     * The number of output channels.
     *
     * @return those of all groups
     */
    public int outputs() {
        return shape.get(outputAxis) * (grouped == Grouped.OUTPUTS ? groups : 1);
    }

    /**
     * The number of weights.
     *
     * @return the product of the shape
     */
    public int size() {
        return Indices.count(shape);
    }

    /**
     * The axes of the kernel.
     *
     * @return all axes but those of inputs and outputs, in order
     */
    public List<Integer> kernelAxes() {
        return IntStream.range(0, shape.size())
                .filter(axis -> axis != inputAxis && axis != outputAxis)
                .boxed()
                .toList();
    }

    /** A number for each weight, such as the channel it belongs to. */
    interface OfIndex {
        int of(int[] index);
    }

    /** The input channel of each weight. */
    int[] inputOfWeights() {
        return grouped == Grouped.OUTPUTS
                ? all(index -> index[inputAxis])
                : all(index -> group(index[outputAxis], outputs()) * shape.get(inputAxis) + index[inputAxis]);
    }

    /** The output channel of each weight. */
    int[] outputOfWeights() {
        return grouped == Grouped.INPUTS
                ? all(index -> index[outputAxis])
                : all(index -> group(index[inputAxis], inputs()) * shape.get(outputAxis) + index[outputAxis]);
    }

    private int group(int channel, int channels) {
        return channel / (channels / groups);
    }

    /** A number for each weight, in their order. */
    int[] all(OfIndex number) {
        int[] numbers = new int[size()];
        int[] index = new int[shape.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number.of(index);
            Indices.advance(index, shape);
        }
        return numbers;
    }
}
