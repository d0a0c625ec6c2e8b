package io.github.normwright.processor.ir;

/**
 * One axis of the tensor that is normalized.
 *
 * @param position where it stands in the tensor's shape, from 0
 * @param extent its size
 */
public record Axis(int position, Extent extent) {

    @Override
    public String toString() {
        return "axis" + position;
    }
}
