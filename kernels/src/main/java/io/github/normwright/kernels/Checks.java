package io.github.normwright.kernels;

/** Checks of arguments, all with messages of the form {@code expected ..., found ...}. For generated code. */
public final class Checks {

    private Checks() {}

    /**
     * An exception for an unexpected argument.
     *
     * @param expected what was expected
     * @param found what was found
     * @return the exception, to be thrown
     */
    public static IllegalArgumentException unexpected(String expected, Object found) {
        return new IllegalArgumentException("expected " + expected + ", found " + found);
    }

    /**
     * Checks a number against a lower bound.
     *
     * @param name the argument's name
     * @param value the argument
     * @param least the least value allowed
     */
    public static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw unexpected(name + " of at least " + least, value);
        }
    }

    /**
     * Checks that a number is finite.
     *
     * @param name the argument's name
     * @param value the argument
     */
    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw unexpected("a finite " + name, value);
        }
    }

    /**
     * Checks that a number is finite and not negative.
     *
     * @param name the argument's name
     * @param value the argument
     */
    static void finiteAtLeast0(String name, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw unexpected("a finite " + name + " of at least 0", value);
        }
    }

    /**
     * The number of elements of a tensor.
     *
     * @param constant the product of the static sizes
     * @param name the name of the dynamic dimension
     * @param size its size
     * @return the product
     */
    public static int elements(int constant, String name, int size) {
        atLeast(name, size, 0);
        long elements = (long) constant * size;
        if (elements > Integer.MAX_VALUE) {
            throw unexpected("at most " + Integer.MAX_VALUE + " elements", elements + " for " + name + " " + size);
        }
        return (int) elements;
    }

    /**
     * Checks that a tensor lies within an array.
     *
     * @param name the array's name
     * @param length the array's length
     * @param offset where the tensor starts in it
     * @param elements how many elements the tensor has
     */
    public static void tensor(String name, int length, int offset, int elements) {
        if (offset < 0) {
            throw unexpected(name + "Offset of at least 0", offset);
        }
        if (offset > length - elements) {
            throw unexpected(
                    name + " of at least " + ((long) offset + elements) + " elements (" + elements + " from offset "
                            + offset + ")",
                    length);
        }
    }

    /**
     * Checks that an output lies exactly where an input lies, or apart from it.
     *
     * @param output the output's name
     * @param outputArray its array
     * @param outputOffset where it starts in the array
     * @param input the input's name
     * @param inputArray its array
     * @param inputOffset where it starts in the array
     * @param elements how many elements each has
     * @return whether the output lies where the input lies
     */
    public static boolean isInPlace(
            String output,
            Object outputArray,
            int outputOffset,
            String input,
            Object inputArray,
            int inputOffset,
            int elements) {
        if (outputArray != inputArray || elements == 0) {
            return false;
        }
        if (outputOffset == inputOffset) {
            return true;
        }
        if (Math.abs((long) outputOffset - inputOffset) < elements) {
            throw unexpected(
                    output + " in the place of " + input + " or apart from it",
                    ranges(output, outputOffset, input, inputOffset, elements));
        }
        return false;
    }

    /**
     * Checks that two tensors have no element in common.
     *
     * @param output the name of one
     * @param outputArray its array
     * @param outputOffset where it starts in the array
     * @param other the name of the other
     * @param otherArray its array
     * @param otherOffset where it starts in the array
     * @param elements how many elements each has
     */
    public static void apart(
            String output,
            Object outputArray,
            int outputOffset,
            String other,
            Object otherArray,
            int otherOffset,
            int elements) {
        if (outputArray == otherArray && Math.abs((long) outputOffset - otherOffset) < elements) {
            throw unexpected(
                    output + " apart from " + other, ranges(output, outputOffset, other, otherOffset, elements));
        }
    }

    private static String ranges(String first, int firstOffset, String second, int secondOffset, int elements) {
        return "%s in elements %d to %d and %s in elements %d to %d of one array"
                .formatted(
                        first,
                        firstOffset,
                        firstOffset + elements - 1,
                        second,
                        secondOffset,
                        secondOffset + elements - 1);
    }

    /**
     * Checks the sizes of dynamic dimensions.
     *
     * @param sizes the sizes
     * @param expected how many dynamic dimensions the layer's shape has
     */
    public static void dynamicDimensions(int[] sizes, int expected) {
        if (sizes.length != expected) {
            throw unexpected("dynamicDimensions of length " + expected, sizes.length);
        }
    }

    /**
     * Checks an argument that the caller gives along with the input.
     *
     * @param name the argument's name
     * @param length the length of its array, or -1 if it was not given
     * @param offset where it starts in the array
     * @param elements how many elements it has
     */
    public static void argument(String name, int length, int offset, int elements) {
        if (length < 0) {
            throw unexpected("the argument " + name + " to be given to the context before train", "none");
        }
        tensor(name, length, offset, elements);
    }

    /**
     * Checks that a size is a multiple of another.
     *
     * @param name the size's name
     * @param size the size
     * @param divisor what it must be a multiple of
     */
    public static void multiple(String name, int size, int divisor) {
        if (size % divisor != 0) {
            throw unexpected(name + " to be a multiple of the virtual batch size " + divisor, size);
        }
    }

    /**
     * Checks that there are enough values for statistics.
     *
     * @param values how many values each channel has
     * @param fewest the fewest allowed; none at all are allowed too
     */
    public static void severalValues(int values, int fewest) {
        if (values > 0 && values < fewest) {
            throw unexpected("at least " + fewest + " values per channel in training", values);
        }
    }

    /**
     * Checks a condition for the update of variables.
     *
     * @param what what is checked
     * @param value zero if it holds
     * @throws ArithmeticException if it does not hold
     */
    public static void isZero(String what, double value) {
        if (value != 0) {
            throw new ArithmeticException("expected " + what + "; no variable was updated");
        }
    }

    /**
     * Checks that a context belongs to a layer.
     *
     * @param owner the layer the context was made for
     * @param layer the layer it is used with
     */
    public static void context(Object owner, Object layer) {
        if (owner != layer) {
            throw unexpected(
                    "a context of this layer",
                    "one of another " + owner.getClass().getSimpleName());
        }
    }
}
