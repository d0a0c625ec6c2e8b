package io.github.normwright.examples.modelfiles.format;

import io.github.normwright.kernels.BFloat16;
import io.github.normwright.kernels.Float16;
import java.nio.ByteBuffer;

/** The element types that tensors in files have. Bytes are little-endian wherever this project holds them. */
public enum ElementType {
    /** IEEE 754 binary16. */
    FLOAT16(2, true),
    /** The upper half of a float32. */
    BFLOAT16(2, true),
    /** IEEE 754 binary32. */
    FLOAT32(4, true),
    /** IEEE 754 binary64. */
    FLOAT64(8, true),
    /** A signed integer of 8 bits. */
    INT8(1, false),
    /** A signed integer of 16 bits. */
    INT16(2, false),
    /** A signed integer of 32 bits. */
    INT32(4, false),
    /** A signed integer of 64 bits. */
    INT64(8, false),
    /** An unsigned integer of 8 bits. */
    UINT8(1, false),
    /** An unsigned integer of 16 bits. */
    UINT16(2, false),
    /** An unsigned integer of 32 bits. */
    UINT32(4, false),
    /** An unsigned integer of 64 bits. */
    UINT64(8, false),
    /** A byte, 0 for false and 1 for true. */
    BOOL(1, false);

    private final int bytes;
    private final boolean isFloating;

    ElementType(int bytes, boolean isFloating) {
        this.bytes = bytes;
        this.isFloating = isFloating;
    }

    /**
     * The size of an element.
     *
     * @return in bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether elements are floating-point numbers.
     *
     * @return false for integers and booleans
     */
    public boolean isFloating() {
        return isFloating;
    }

    /**
     * Whether every number of this type is one of another floating-point type.
     *
     * @param other a floating-point type
     * @return true if a conversion loses nothing
     */
    public boolean fitsInto(ElementType other) {
        return this == other
                || other == FLOAT64 && isFloating
                || other == FLOAT32 && (this == FLOAT16 || this == BFLOAT16);
    }

    /** A floating-point number in a buffer of little-endian bytes, without loss. */
    double get(ByteBuffer buffer, int element) {
        return switch (this) {
            case FLOAT16 -> Float16.toFloat(buffer.getShort(2 * element));
            case BFLOAT16 -> BFloat16.toFloat(buffer.getShort(2 * element));
            case FLOAT32 -> buffer.getFloat(4 * element);
            case FLOAT64 -> buffer.getDouble(8 * element);
            default -> throw new IllegalArgumentException(this + " is not a floating-point type");
        };
    }

    /** Stores a number that the type can hold into a buffer of little-endian bytes. */
    void put(ByteBuffer buffer, int element, double value) {
        switch (this) {
            case FLOAT16 -> buffer.putShort(2 * element, Float16.fromFloat((float) value));
            case BFLOAT16 -> buffer.putShort(2 * element, BFloat16.fromFloat((float) value));
            case FLOAT32 -> buffer.putFloat(4 * element, (float) value);
            case FLOAT64 -> buffer.putDouble(8 * element, value);
            default -> throw new IllegalArgumentException(this + " is not a floating-point type");
        }
    }
}
