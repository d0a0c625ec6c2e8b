package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Axis;
import java.util.List;

/**
 * An array that a program reads or writes.
 *
 * @param name the name of the value in the formulas
 * @param kind whose it is
 * @param dims the dimensions along which it varies, outermost first
 * @param joined for how many rows, one behind the other, it has what belongs to a channel; 1 if that is there once
 */
public record Buffer(String name, Kind kind, List<Dim> dims, int joined) {

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
        /**
         * As {@link #VALUE}, once for each row that is joined, with its first elements along the innermost dimension, one for each
         * lane of a sum, once more behind the last.
         */
        WRAPPED,
        /** The parts of a sum, one for each tile, before they are merged. */
        PARTIAL,
        /**
         * The lanes of a sum while a kernel adds to them, for each tile and each index at which a part may begin: threads
         * may be in several of them. For each index along kept dimensions, where sums wait while others are added to.
         */
        LANES,
        /** As {@link #LANES}, of what has no tiles: for each index at which a part may begin. */
        ROW_LANES
    }

    public Buffer {
        dims = List.copyOf(dims);
    }

    /** An array that has what belongs to a channel once. */
    public Buffer(String name, Kind kind, List<Dim> dims) {
        this(name, kind, dims, 1);
    }

    /** Whether there is an element for each tile. */
    public boolean isPartial() {
        return kind == Kind.PARTIAL || kind == Kind.LANES;
    }

    /** Whether it holds the lanes of a sum. */
    public boolean isLanes() {
        return kind == Kind.LANES || kind == Kind.ROW_LANES;
    }

    /** Whether it belongs to the context, with an element for each index of its dimensions. */
    public boolean isValue() {
        return kind == Kind.VALUE || kind == Kind.WRAPPED;
    }

    /** Whether it is the caller's. */
    public boolean isCallers() {
        return kind == Kind.TENSOR || kind == Kind.ARGUMENT;
    }

    /**
     * What its array is called in generated code. Lanes that become the number of a row have a name of their own: that number may
     * be needed in all lanes of a vector, in the same method, which is then called as lanes are otherwise.
     */
    public String array() {
        return switch (kind) {
            case TENSOR, ARGUMENT, LANES -> name;
            case ROW_LANES -> name + "OfRow";
            case VARIABLE, VALUE, WRAPPED, PARTIAL -> name + "s";
        };
    }

    /**
     * Whether another program's buffer is the same array: the caller's tensor of that name, or a value of that name that
     * varies along the same axes, kept there or not, and whether or not a dimension takes several of them together.
     */
    public boolean isSameArray(Buffer other) {
        if (equals(other)) {
            return true;
        }
        if (kind != other.kind || !name.equals(other.name)) {
            return false;
        }
        return isCallers() || isValue() && joined == other.joined && axes().equals(other.axes());
    }

    /** The axes of all dimensions, outermost first: arrays along the same ones lie in memory alike. */
    private List<Axis> axes() {
        return dims.stream().flatMap(dim -> dim.axes().list().stream()).toList();
    }

    /**
     * The lanes of the sums of which this array holds the parts, or the sums themselves.
     *
     * @param starts the dimensions that are cut into parts, or all that are kept, where sums wait while others are added to
     */
    public Buffer lanes(List<Dim> starts) {
        return new Buffer(lanesOf(name), Kind.LANES, starts);
    }

    /** What the lanes of a sum are called. */
    public static String lanesOf(String sum) {
        return sum + "Lanes";
    }

    /** The same array for several rows, one behind the other. */
    public Buffer joining(int rows) {
        return new Buffer(name, kind, dims, rows);
    }
}
