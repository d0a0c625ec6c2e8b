package io.github.normwright.kernels.fold;

import io.github.normwright.api.ChannelAffine;

/**
 * Folds the inference of a normalization, {@code y = x * scale + offset} for each channel, into the weights and the bias of a
 * linear layer beside it (Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only
 * Inference", 2018, section 3.2). Arithmetic is in double precision; each weight is rounded once, to the layer's dtype.
 *
 * <p>Nothing is changed in place: the result is a new layer. It always has a bias. Thread-safe.
 */
public final class Folding {

    private Folding() {}

    /**
     * Folds a normalization into the linear layer before it, whose outputs it takes: {@code scale * (W x + b) + offset}. Legal
     * for every linear layer, however it is padded.
     *
     * @param affine what the normalization does
     * @param linear the layer before it; nothing may stand between, no activation either
     * @return a layer that gives what both give one after the other
     * @throws IllegalArgumentException if the normalization has other channels than the linear layer's outputs, or on another
     *     axis, or if a weight would not be finite
     * @param <A> the array type of weights and bias
     */
    public static <A> LinearLayer<A> intoPrevious(ChannelAffine affine, LinearLayer<A> linear) {
        checkChannels(affine, linear, "outputs", linear.layout().outputs());
        double[] bias = linear.exactBias();
        for (int output = 0; output < bias.length; output++) {
            bias[output] = bias[output] * affine.scale(output) + affine.offset(output);
        }
        return folded(linear, scaled(affine, linear, linear.layout().outputOfWeights()), bias);
    }

    /**
     * Folds a normalization into the linear layer after it, which takes its outputs: {@code W (scale * x + offset) + b}. Legal
     * where each output of the linear layer is made of the whole kernel: dense layers, and convolutions without padding.
     *
     * @param affine what the normalization does
     * @param linear the layer after it; nothing may stand between, no activation either
     * @return a layer that gives what both give one after the other
     * @throws IllegalArgumentException if the normalization has other channels than the linear layer's inputs, or on another axis;
     *     if it has an offset, and the linear layer is padded or transposed; or if a weight would not be finite
     * @param <A> the array type of weights and bias
     */
    public static <A> LinearLayer<A> intoNext(ChannelAffine affine, LinearLayer<A> linear) {
        checkChannels(affine, linear, "inputs", linear.layout().inputs());
        checkOffsets(affine, linear);
        int[] inputs = linear.layout().inputOfWeights();
        int[] outputs = linear.layout().outputOfWeights();
        double[] weights = linear.exactWeights();
        double[] bias = linear.exactBias();
        for (int i = 0; i < weights.length; i++) {
            bias[outputs[i]] += weights[i] * affine.offset(inputs[i]);
        }
        return folded(linear, scaled(affine, linear, inputs), bias);
    }

    private static double[] scaled(ChannelAffine affine, LinearLayer<?> linear, int[] channels) {
        double[] weights = linear.exactWeights().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= affine.scale(channels[i]);
        }
        return weights;
    }

    private static void checkChannels(ChannelAffine affine, LinearLayer<?> linear, String what, int channels) {
        if (affine.channels() != channels) {
            throw new IllegalArgumentException("the normalization has " + affine.channels()
                    + " channels, but the linear layer has " + channels + " " + what + ": its weights have shape "
                    + linear.layout().shape());
        }
        LinearGeometry geometry = linear.geometry();
        int rank = geometry.rank() == 0 ? affine.rank() : geometry.rank() + 2;
        int axis = geometry.isChannelsFirst() ? 1 : rank - 1;
        if (affine.rank() != rank || affine.axis() != axis) {
            throw new IllegalArgumentException("the normalization has its channels on axis " + affine.axis() + " of "
                    + affine.rank() + ", but the linear layer has its " + what + " on axis " + axis + " of " + rank);
        }
        for (int channel = 0; channel < channels; channel++) {
            if (!Double.isFinite(affine.scale(channel)) || !Double.isFinite(affine.offset(channel))) {
                throw new IllegalArgumentException("channel " + channel + " of the normalization has the scale "
                        + affine.scale(channel) + " and the offset " + affine.offset(channel)
                        + ": its variables must be finite, and its variance at least 0");
            }
        }
    }

    private static void checkOffsets(ChannelAffine affine, LinearLayer<?> linear) {
        if (linear.geometry().seesWholeKernel()) {
            return;
        }
        for (int channel = 0; channel < affine.channels(); channel++) {
            if (affine.offset(channel) != 0) {
                throw new IllegalArgumentException("channel " + channel + " of the normalization adds "
                        + affine.offset(channel) + ", which no bias can do for a linear layer that is "
                        + (linear.geometry().isTransposed() ? "transposed" : "padded with zeros")
                        + ": at the border, its outputs are made of a part of the kernel only. Fold the normalization into"
                        + " the layer before it instead, or pad the input of the normalization");
            }
        }
    }

    /** The new layer, if all of its numbers are finite after rounding. */
    private static <A> LinearLayer<A> folded(LinearLayer<A> linear, double[] weights, double[] bias) {
        LinearLayer<A> folded = linear.with(weights, bias);
        double[] rounded = folded.exactWeights();
        for (int i = 0; i < rounded.length; i++) {
            if (!Double.isFinite(rounded[i])) {
                throw notFinite(
                        linear, "weight " + Indices.place(i, linear.layout().shape()), weights[i]);
            }
        }
        double[] roundedBias = folded.exactBias();
        for (int i = 0; i < roundedBias.length; i++) {
            if (!Double.isFinite(roundedBias[i])) {
                throw notFinite(linear, "the bias of output " + i, bias[i]);
            }
        }
        return folded;
    }

    private static IllegalArgumentException notFinite(LinearLayer<?> linear, String what, double value) {
        return new IllegalArgumentException(
                what + " would be " + value + ", which " + linear.elements().dtype() + " cannot hold");
    }
}
