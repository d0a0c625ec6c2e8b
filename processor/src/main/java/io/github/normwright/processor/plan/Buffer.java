package io.github.normwright.processor.plan;

import java.util.List;

/**
 * An array that a program reads or writes.
 *
 * @param name the name of the value in the formulas
 * @param kind whose it is
 * @param dims the dimensions along which it varies, outermost first
 */
public record Buffer(String name, Kind kind, List<Dim> dims) {

    /** Whose an array is. */
    public enum Kind {
        /** The caller's, with an offset. */
        TENSOR,
        /** The caller's, with an offset, of the arithmetic's type whatever the layer's dtype. */
        ARGUMENT,
        /** A variable of the layer. */
        VARIABLE,
        /** A small value of the context: computed in one step, used in others. */
        VALUE,
        /** As {@link #VALUE}, with its first elements, one for each lane of a sum, once more behind the last. */
        WRAPPED,
        /** The parts of a sum, one for each tile, before they are merged. */
        PARTIAL,
        /** As {@link #PARTIAL}, with a part for each lane. */
        LANE_PARTIAL
    }

    public Buffer {
        dims = List.copyOf(dims);
    }

    /** Whether there is an element for each tile. */
    public boolean isPartial() {
        return kind == Kind.PARTIAL || kind == Kind.LANE_PARTIAL;
    }

    /** Whether it belongs to the context, with an element for each index of its dimensions. */
    public boolean isValue() {
        return kind == Kind.VALUE || kind == Kind.WRAPPED;
    }

    /** Whether it is the caller's. */
    public boolean isCallers() {
        return kind == Kind.TENSOR || kind == Kind.ARGUMENT;
    }

    /** What its array is called in generated code. */
    public String array() {
        return isCallers() ? name : name + "s";
    }

    /** The same array with the parts of each lane kept apart. */
    public Buffer perLane() {
        return new Buffer(name, Kind.LANE_PARTIAL, dims);
    }
}
