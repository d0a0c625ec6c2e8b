package io.github.normwright.processor.ir;

/**
 * One axis of the tensor that is normalized, or one of the two that an axis was cut into.
 *
 * @param position where the axis stands in the tensor's shape, from 0
 * @param part which part of it this is
 * @param extent its size
 */
public record Axis(int position, Part part, Extent extent) {

    /** A part of an axis of the tensor's shape. */
    public enum Part {
        /** All of it. */
        WHOLE,
        /** The parts it was cut into. */
        OUTER,
        /** The elements of a part. */
        INNER
    }

    /** A whole axis. */
    public Axis(int position, Extent extent) {
        this(position, Part.WHOLE, extent);
    }

    /**
     * This axis, cut into a fixed number of parts.
     *
     * @param parts how many, a divisor of the size
     */
    public Axes cutInto(int parts) {
        return cut(new Extent.Fixed(parts), extent.dividedBy(parts));
    }

    /**
     * This axis, cut into parts of a fixed size.
     *
     * @param size how many elements each part has, a divisor of the size
     */
    public Axes cutEvery(int size) {
        return cut(extent.dividedBy(size), new Extent.Fixed(size));
    }

    private Axes cut(Extent outer, Extent inner) {
        return Axes.of(new Axis(position, Part.OUTER, outer), new Axis(position, Part.INNER, inner));
    }

    @Override
    public String toString() {
        return switch (part) {
            case WHOLE -> "axis" + position;
            case OUTER -> "axis" + position + "Outer";
            case INNER -> "axis" + position + "Inner";
        };
    }
}
