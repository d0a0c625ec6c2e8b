package io.github.normwright.kernels.fold;

import java.util.List;

/** Counts through the indices of arrays, the last one fastest. */
final class Indices {

    private Indices() {}

    /** The number of elements of a shape. */
    static int count(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The next index in place; back to the first one after the last. */
    static void advance(int[] index, List<Integer> shape) {
        for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.get(axis); axis--) {
            index[axis] = 0;
        }
    }

    /** The index of an element. */
    static List<Integer> place(int element, List<Integer> shape) {
        Integer[] place = new Integer[shape.size()];
        int rest = element;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape.get(axis);
            rest /= shape.get(axis);
        }
        return List.of(place);
    }
}
