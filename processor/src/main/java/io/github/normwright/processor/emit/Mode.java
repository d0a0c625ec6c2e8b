package io.github.normwright.processor.emit;

/**
 * In what form the statements of a nest are being written.
 *
 * @param target what writes them
 * @param first the number of the first copy of each statement
 * @param copies how many copies of each statement there are, for neighbouring elements
 * @param stride how many elements lie between two copies, as Java
 * @param sums what the names of sums end in, before the number of the copy
 */
record Mode(LaneTarget target, int first, int copies, String stride, String sums) {

    /** Copies side by side. */
    static Mode of(LaneTarget target, int copies) {
        return new Mode(target, 0, copies, target.lanes(), "");
    }

    /** One element at a time. */
    static Mode single(ScalarTarget target) {
        return of(target, 1);
    }

    /** What a name ends in for one of the copies. */
    String suffix(int copy) {
        return first == 0 && copies == 1 ? "" : Integer.toString(first + copy);
    }

    /** The name of a sum for one of the copies. */
    String sum(String name, int copy) {
        return name + sums + suffix(copy);
    }

    /** How far the elements of a copy are from those of the first, as the end of an expression. */
    String offset(int copy) {
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
