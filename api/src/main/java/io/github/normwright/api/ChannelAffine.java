package io.github.normwright.api;

/**
 * What a layer does to each value of a channel in inference: {@code y = x * scale + offset}, with one scale and one offset for
 * each channel, in double precision. Immutable.
 */
public final class ChannelAffine {

    private final int rank;
    private final int axis;
    private final double[] scales;
    private final double[] offsets;

    /**
     * A factor and an offset for each channel.
     *
     * @param rank how many axes input and output have, batch included
     * @param axis which of them is that of the channels, from 0
     * @param scales a scale for each channel; copied
     * @param offsets an offset for each channel; copied
     * @throws IllegalArgumentException if the axis is none of these, or if there are more scales than offsets, or fewer
     */
    public ChannelAffine(int rank, int axis, double[] scales, double[] offsets) {
        if (axis < 0 || axis >= rank) {
            throw new IllegalArgumentException("expected an axis from 0 to " + (rank - 1) + ", found " + axis);
        }
        if (scales.length != offsets.length) {
            throw new IllegalArgumentException(
                    "expected as many offsets as scales, " + scales.length + ", found " + offsets.length);
        }
        this.rank = rank;
        this.axis = axis;
        this.scales = scales.clone();
        this.offsets = offsets.clone();
    }

    /**
     * The rank of input and output.
     *
     * @return how many axes they have, batch included
     */
    public int rank() {
        return rank;
    }

    /**
     * The axis of the channels.
     *
     * @return its number, from 0
     */
    public int axis() {
        return axis;
    }

    /**
     * The number of channels.
     *
     * @return at least 1
     */
    public int channels() {
        return scales.length;
    }

    /**
     * What the values of a channel are multiplied by.
     *
     * @param channel the channel, from 0
     * @return the scale; not finite if the layer's variables give none that is
     */
    public double scale(int channel) {
        return scales[channel];
    }

    /**
     * What is added to the values of a channel then.
     *
     * @param channel the channel, from 0
     * @return the offset; not finite if the layer's variables give none that is
     */
    public double offset(int channel) {
        return offsets[channel];
    }
}
