package io.github.normwright.examples.modelfiles.format;

import java.util.List;

/**
 * What a file says of a tensor. Immutable.
 *
 * @param name its name in the file
 * @param type the type of its elements
 * @param shape its sizes, outermost first; empty for a single number
 */
public record TensorInfo(String name, ElementType type, List<Integer> shape) {

    /** Checks the sizes. */
    public TensorInfo {
        shape = List.copyOf(shape);
        long bytes = type.bytes();
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("a size is at least 0, found shape " + shape);
            }
            bytes = Math.multiplyExact(bytes, Math.max(1, size));
        }
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a tensor holds less than 2 GiB, found shape " + shape);
        }
    }

    /**
     * What a file says of a tensor, compared with what is allowed.
     *
     * @param origin where it says so
     * @param name its name
     * @param type the type of its elements
     * @param sizes its sizes
     * @param limits what is allowed
     * @return the same, checked
     * @throws ModelFileException if there are too many sizes, if one is negative, or if the tensor is too large
     */
    static TensorInfo checked(Origin origin, String name, ElementType type, List<Long> sizes, Limits limits)
            throws ModelFileException {
        if (sizes.size() > Limits.RANK) {
            throw origin.refuse("has %d dimensions; at most %d are allowed", sizes.size(), Limits.RANK);
        }
        long bytes = type.bytes();
        for (long size : sizes) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw origin.refuse("shape %s has a size that is negative or larger than %d", sizes, Integer.MAX_VALUE);
            }
            // Compared by division, which cannot overflow. A size of 0 does not excuse the others.
            if (size > 0 && bytes > limits.tensorBytes() / size) {
                throw origin.refuse(
                        "shape %s of %s needs more than the %d bytes that are allowed",
                        sizes, type, limits.tensorBytes());
            }
            bytes *= Math.max(1, size);
        }
        return new TensorInfo(name, type, sizes.stream().map(Long::intValue).toList());
    }

    /**
     * The number of elements.
     *
     * @return the product of the sizes
     */
    public int elements() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    /**
     * The size of the tensor.
     *
     * @return in bytes
     */
    public int bytes() {
        return elements() * type.bytes();
    }

    @Override
    public String toString() {
        return type + " " + shape;
    }
}
