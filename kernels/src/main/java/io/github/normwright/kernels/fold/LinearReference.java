package io.github.normwright.kernels.fold;

import java.util.ArrayList;
import java.util.List;

/** Runs linear layers, plainly, slowly and in double precision: what folded layers are checked by. Thread-safe. */
public final class LinearReference {

    private final LinearLayer<?> layer;
    private final LinearWeights layout;
    private final LinearGeometry geometry;
    private final int batch;
    private final List<Integer> input;
    private final List<Integer> output;

    private LinearReference(LinearLayer<?> layer, List<Integer> shape) {
        this.layer = layer;
        this.layout = layer.layout();
        this.geometry = layer.geometry();
        List<Integer> result = outputShape(layer, shape);
        int rank = geometry.rank();
        int first = geometry.isChannelsFirst() ? 2 : 1;
        this.input = rank == 0 ? List.of() : shape.subList(first, first + rank);
        this.output = rank == 0 ? List.of() : result.subList(first, first + rank);
        this.batch = Indices.count(shape) / layout.inputs() / Indices.count(input);
    }

    /**
     * The shape of what a layer gives.
     *
     * @param layer the layer
     * @param shape the shape of its input: (batch, channels, spatial...), or (batch, spatial..., channels); of a dense layer
     *     (..., channels)
     * @return the shape of its output
     * @throws IllegalArgumentException if the input does not fit the layer
     */
    public static List<Integer> outputShape(LinearLayer<?> layer, List<Integer> shape) {
        LinearGeometry geometry = layer.geometry();
        LinearWeights layout = layer.layout();
        int channelAxis = geometry.isChannelsFirst() ? 1 : shape.size() - 1;
        boolean fits = shape.size() >= 2
                && (geometry.rank() == 0 || shape.size() == geometry.rank() + 2)
                && shape.get(channelAxis) == layout.inputs()
                && shape.stream().allMatch(size -> size >= 1);
        if (!fits) {
            throw new IllegalArgumentException("expected an input of rank "
                    + (geometry.rank() == 0 ? "2 or more" : geometry.rank() + 2) + " with " + layout.inputs()
                    + " channels on the " + (geometry.isChannelsFirst() ? "second" : "last") + " axis, found " + shape);
        }
        List<Integer> output = new ArrayList<>(shape);
        output.set(channelAxis, layout.outputs());
        List<Integer> kernelAxes = layout.kernelAxes();
        for (int i = 0; i < kernelAxes.size(); i++) {
            int axis = geometry.isChannelsFirst() ? i + 2 : i + 1;
            int size = geometry.outputSize(i, shape.get(axis), layout.shape().get(kernelAxes.get(i)));
            if (size < 1) {
                throw new IllegalArgumentException(
                        "an input of shape " + shape + " is too small for a kernel of shape " + layout.shape());
            }
            output.set(axis, size);
        }
        return output;
    }

    /**
     * Runs a layer.
     *
     * @param layer the layer
     * @param x its input, row-major
     * @param shape the shape of the input, as in {@link #outputShape}
     * @return its output, row-major
     * @throws IllegalArgumentException if the input does not fit the layer or its shape
     */
    public static double[] run(LinearLayer<?> layer, double[] x, List<Integer> shape) {
        LinearReference reference = new LinearReference(layer, shape);
        if (x.length != Indices.count(shape)) {
            throw new IllegalArgumentException(
                    "expected an input of shape " + shape + ", found " + x.length + " values");
        }
        return reference.run(x);
    }

    private double[] run(double[] x) {
        double[] y = new double[batch * layout.outputs() * Indices.count(output)];
        double[] bias = layer.exactBias();
        double[] weights = layer.exactWeights();
        int[] inputs = layout.inputOfWeights();
        int[] outputs = layout.outputOfWeights();
        for (int sample = 0; sample < batch; sample++) {
            addBias(y, bias, sample);
            int[] index = new int[layout.shape().size()];
            for (int i = 0; i < weights.length; i++) {
                addWeight(x, y, weights[i], sample, inputs[i], outputs[i], kernelIndex(index));
                Indices.advance(index, layout.shape());
            }
        }
        return y;
    }

    private int[] kernelIndex(int[] index) {
        return layout.kernelAxes().stream().mapToInt(axis -> index[axis]).toArray();
    }

    private void addBias(double[] y, double[] bias, int sample) {
        int[] place = new int[geometry.rank()];
        for (int i = 0; i < Indices.count(output); i++) {
            for (int channel = 0; channel < bias.length; channel++) {
                y[position(sample, channel, layout.outputs(), place, output)] += bias[channel];
            }
            Indices.advance(place, output);
        }
    }

    /** One side is walked through step by step; where that is on the other side depends on the place in the kernel. */
    private void addWeight(
            double[] x, double[] y, double weight, int sample, int inputChannel, int outputChannel, int[] kernel) {
        List<Integer> walked = geometry.isTransposed() ? input : output;
        List<Integer> reached = geometry.isTransposed() ? output : input;
        int[] place = new int[geometry.rank()];
        int[] other = new int[geometry.rank()];
        for (int i = 0; i < Indices.count(walked); i++) {
            if (reach(place, kernel, reached, other)) {
                int[] from = geometry.isTransposed() ? place : other;
                int[] to = geometry.isTransposed() ? other : place;
                y[position(sample, outputChannel, layout.outputs(), to, output)] +=
                        weight * x[position(sample, inputChannel, layout.inputs(), from, input)];
            }
            Indices.advance(place, walked);
        }
    }

    /** Whether a step of the kernel lies within the other side, and where. */
    private boolean reach(int[] place, int[] kernel, List<Integer> sizes, int[] other) {
        boolean isWithin = true;
        for (int i = 0; i < place.length; i++) {
            other[i] = place[i] * geometry.strides().get(i)
                    + kernel[i] * geometry.dilations().get(i)
                    - geometry.paddingBefore().get(i);
            isWithin &= other[i] >= 0 && other[i] < sizes.get(i);
        }
        return isWithin;
    }

    private int position(int sample, int channel, int channels, int[] place, List<Integer> sizes) {
        int spatial = 0;
        for (int i = 0; i < place.length; i++) {
            spatial = spatial * sizes.get(i) + place[i];
        }
        int count = Indices.count(sizes);
        return geometry.isChannelsFirst()
                ? (sample * channels + channel) * count + spatial
                : (sample * count + spatial) * channels + channel;
    }
}
