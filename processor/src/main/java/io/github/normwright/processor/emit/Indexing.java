package io.github.normwright.processor.emit;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import java.util.List;
import java.util.function.Function;

/** Where elements stand in arrays: row-major, with a tensor's offset, a partial sum's tile, and a lane. */
final class Indexing {

    private Indexing() {}

    /**
     * The index of an element.
     *
     * @param buffer the array
     * @param indexOf the index along each dimension, as Java
     */
    static String of(Buffer buffer, Function<Dim, String> indexOf) {
        String inner = rowMajor(buffer, buffer.dims(), indexOf);
        if (buffer.isLanes()) {
            inner = times(inner, "SUM_LANES");
        }
        if (buffer.isCallers()) {
            String offset = JavaNames.offset(buffer.name());
            return inner.equals("0") ? offset : offset + " + " + inner;
        }
        return inner;
    }

    /**
     * The index of the element at the start of the innermost dimension.
     *
     * @param buffer the array
     * @param indexOf the index along each other dimension, as Java
     */
    static String ofStart(Buffer buffer, Function<Dim, String> indexOf) {
        Dim innermost = buffer.dims().get(buffer.dims().size() - 1);
        return of(buffer, dim -> dim.equals(innermost) ? "0" : indexOf.apply(dim));
    }

    private static String rowMajor(Buffer buffer, List<Dim> dims, Function<Dim, String> indexOf) {
        String index = buffer.isPartial() ? "tile" : "0";
        for (Dim dim : dims) {
            index = plus(times(index, count(buffer, dim)), indexOf.apply(dim));
        }
        return index;
    }

    /** How many elements an array has along a dimension, as Java. */
    private static String count(Buffer buffer, Dim dim) {
        boolean isInnermost = dim.equals(buffer.dims().get(buffer.dims().size() - 1));
        if (!isInnermost) {
            return JavaNames.count(dim);
        }
        return buffer.kind() == Buffer.Kind.WRAPPED ? JavaNames.wrapped(dim) : JavaNames.count(dim, buffer.joined());
    }

    private static String times(String index, String count) {
        if (index.equals("0")) {
            return "0";
        }
        return (index.contains(" + ") ? "(" + index + ")" : index) + " * " + count;
    }

    private static String plus(String left, String right) {
        if (left.equals("0")) {
            return right;
        }
        return right.equals("0") ? left : left + " + " + right;
    }
}
