package io.github.normwright.processor.emit;

import io.github.normwright.processor.plan.Dim;
import java.util.List;
import java.util.Optional;

/**
 * In what form the statements of a nest are being written.
 *
 * @param target what writes them
 * @param first the number of the first copy of each statement
 * @param copies how many copies of each statement there are
 * @param stride how many elements lie between two copies, as Java
 * @param sums what the names of sums end in, before the number of the copy
 * @param across the dimension that the copies lie along, all adding to the same sums; empty if each is for a neighbour of
 *     the elements of the one before, and has sums of its own
 * @param behind which index of a dimension all copies are for, if not that of the loop; they add to the sums of that one
 */
record Mode(
        LaneTarget target,
        int first,
        int copies,
        String stride,
        String sums,
        Optional<Dim> across,
        Optional<Behind> behind) {

    /**
     * An index behind that of a loop.
     *
     * @param dim the dimension that the loop runs along
     * @param count how many indices it is behind, at least 1
     * @param stride how many elements lie between two indices, as Java
     */
    record Behind(Dim dim, int count, String stride) {}

    /** Copies side by side. */
    static Mode of(LaneTarget target, int copies) {
        return new Mode(target, 0, copies, target.lanes(), "", Optional.empty(), Optional.empty());
    }

    /** Copies for neighbouring lanes of a sum. */
    static Mode ofLanes(LaneTarget target, int first, int copies, String stride, String sums) {
        return new Mode(target, first, copies, stride, sums, Optional.empty(), Optional.empty());
    }

    /** Copies for several indices of a dimension. */
    static Mode across(LaneTarget target, Dim dim, int copies, String stride) {
        return new Mode(target, 0, copies, stride, "", Optional.of(dim), Optional.empty());
    }

    /** The same copies for an index behind that of a loop. */
    Mode behind(Dim dim, int count, String apart) {
        return count == 0
                ? this
                : new Mode(target, first, copies, stride, sums, across, Optional.of(new Behind(dim, count, apart)));
    }

    /** The same copies, written by another target. */
    Mode on(LaneTarget other) {
        return across.isPresent() ? new Mode(other, first, copies, stride, sums, across, behind) : of(other, copies);
    }

    /** One element at a time. */
    static Mode single(ScalarTarget target) {
        return of(target, 1);
    }

    /** What a name ends in for one of the copies. */
    String suffix(int copy) {
        return first == 0 && copies == 1 ? "" : Integer.toString(first + copy);
    }

    /** What the name of a value over some dimensions ends in for one of the copies. */
    String suffix(List<Dim> dims, int copy) {
        return behind.filter(index -> dims.contains(index.dim()))
                .map(index -> suffix(index.count() * copies + copy))
                .orElseGet(() -> suffix(copy));
    }

    /** The name of a sum for one of the copies. */
    String sum(String name, int copy) {
        return name + sums + (across.isPresent() ? "" : suffix(copy));
    }

    /** How many copies of each sum there are. */
    int sumCopies() {
        return across.isPresent() ? 1 : copies;
    }

    /** How far the elements of a copy are from those of the first, as the end of an expression. */
    String offset(int copy) {
        return times(copy, stride);
    }

    /** The same for elements over some dimensions, from those that the loops have come to. */
    String offset(List<Dim> dims, int copy) {
        return behind.filter(index -> dims.contains(index.dim()))
                        .map(index -> times(index.count(), index.stride()))
                        .orElse("")
                + offset(copy);
    }

    private static String times(int copy, String stride) {
        if (copy == 0) {
            return "";
        }
        boolean isNumber = Character.isDigit(stride.charAt(0));
        if (isNumber) {
            return " + " + copy * Integer.parseInt(stride);
        }
        return copy == 1 ? " + " + stride : " + " + copy + " * " + stride;
    }
}
