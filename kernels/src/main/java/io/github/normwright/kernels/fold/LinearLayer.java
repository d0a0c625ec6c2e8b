package io.github.normwright.kernels.fold;

import io.github.normwright.kernels.Elements;
import java.util.Optional;

/**
 * A dense, convolution or depthwise layer: weights, a bias for each output channel, and what they mean. Without an activation.
 * Immutable: arrays are copied on the way in and on the way out.
 *
 * @param <A> the array type of weights and bias
 */
public final class LinearLayer<A> {

    private final Elements<A> elements;
    private final LinearWeights layout;
    private final LinearGeometry geometry;
    private final double[] weights;
    private final Optional<double[]> bias;

    private LinearLayer(
            Elements<A> elements,
            LinearWeights layout,
            LinearGeometry geometry,
            double[] weights,
            Optional<double[]> bias) {
        this.elements = elements;
        this.layout = layout;
        this.geometry = geometry;
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * A linear layer.
     *
     * @param elements the dtype of weights and bias
     * @param layout what the axes of the weights mean
     * @param geometry how the kernel moves
     * @param weights the weights, row-major
     * @param bias a value for each output channel, or nothing
     * @return the layer
     * @param <A> the array type of weights and bias
     * @throws IllegalArgumentException if the arrays have other lengths than the layout, or the geometry has another number of
     *     spatial axes than the kernel
     */
    public static <A> LinearLayer<A> of(
            Elements<A> elements, LinearWeights layout, LinearGeometry geometry, A weights, Optional<A> bias) {
        if (elements.length(weights) != layout.size()) {
            throw new IllegalArgumentException("expected " + layout.size() + " weights of shape " + layout.shape()
                    + ", found " + elements.length(weights));
        }
        if (bias.isPresent() && elements.length(bias.get()) != layout.outputs()) {
            throw new IllegalArgumentException(
                    "expected a bias for each of the " + layout.outputs() + " output channels of weights of shape "
                            + layout.shape() + ", found " + elements.length(bias.get()));
        }
        if (geometry.rank() != layout.kernelAxes().size()) {
            throw new IllegalArgumentException(
                    "expected strides for the " + layout.kernelAxes().size() + " kernel axes of weights of shape "
                            + layout.shape() + ", found " + geometry.strides());
        }
        return new LinearLayer<>(
                elements, layout, geometry, elements.toDoubles(weights), bias.map(elements::toDoubles));
    }

    /** The same layer with other weights and a bias, rounded once. */
    LinearLayer<A> with(double[] otherWeights, double[] otherBias) {
        return of(elements, layout, geometry, elements.of(otherWeights), Optional.of(elements.of(otherBias)));
    }

    /**
     * How weights and bias stand in arrays.
     *
     * @return those of the dtype
     */
    public Elements<A> elements() {
        return elements;
    }

    /**
     * What the axes of the weights mean.
     *
     * @return the layout
     */
    public LinearWeights layout() {
        return layout;
    }

    /**
     * How the kernel moves.
     *
     * @return the geometry
     */
    public LinearGeometry geometry() {
        return geometry;
    }

    /**
     * The weights.
     *
     * @return a new array, row-major
     */
    public A weights() {
        return elements.of(weights);
    }

    /**
     * The bias.
     *
     * @return a new array with a value for each output channel; nothing if the layer has none
     */
    public Optional<A> bias() {
        return bias.map(elements::of);
    }

    /** The weights, exactly; not to be changed. */
    double[] exactWeights() {
        return weights;
    }

    /** The bias, exactly; zeros if there is none. */
    double[] exactBias() {
        return bias.map(double[]::clone).orElseGet(() -> new double[layout.outputs()]);
    }
}
