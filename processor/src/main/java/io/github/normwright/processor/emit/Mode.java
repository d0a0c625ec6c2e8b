package io.github.normwright.processor.emit;

/**
 * In what form the statements of a nest are being written.
 *
 * @param target what writes them
 * @param registers how many copies of each statement there are, for neighbouring elements
 * @param stride how many elements lie between two copies, as Java
 */
record Mode(LaneTarget target, int registers, String stride) {

    /** One element at a time. */
    static Mode single(ScalarTarget target) {
        return new Mode(target, 1, "1");
    }

    /** What a name ends in for one of the copies. */
    String suffix(int register) {
        return registers == 1 ? "" : Integer.toString(register);
    }

    /** How far the elements of a copy are from those of the first, as the end of an expression. */
    String offset(int register) {
        if (register == 0) {
            return "";
        }
        boolean isNumber = Character.isDigit(stride.charAt(0));
        if (isNumber) {
            return " + " + register * Integer.parseInt(stride);
        }
        return register == 1 ? " + " + stride : " + " + register + " * " + stride;
    }
}
