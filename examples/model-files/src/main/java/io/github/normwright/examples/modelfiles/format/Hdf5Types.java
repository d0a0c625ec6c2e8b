package io.github.normwright.examples.modelfiles.format;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OpaqueDataType;
import io.jhdf.object.datatype.StringData;
import java.util.List;
import java.util.Optional;

/** What the types of HDF5, which describe every bit, are here. */
final class Hdf5Types {

    /** A layout of floating-point numbers: places and widths of exponent and mantissa, and the exponent's bias. */
    private record Layout(ElementType type, int exponent, int exponentBits, int mantissaBits, int bias) {

        boolean matches(FloatingPoint found) {
            int bits = 8 * type.bytes();
            return found.getSize() == type.bytes()
                    && found.getBitOffset() == 0
                    && found.getBitPrecision() == bits
                    && found.getSignLocation() == bits - 1
                    && found.getExponentLocation() == exponent
                    && found.getExponentSize() == exponentBits
                    && found.getMantissaLocation() == 0
                    && found.getMantissaSize() == mantissaBits
                    && found.getExponentBias() == bias
                    && found.getMantissaNormalization() == IMPLIED_LEADING_BIT;
        }
    }

    private static final int IMPLIED_LEADING_BIT = 2;

    private static final List<Layout> LAYOUTS = List.of(
            new Layout(ElementType.FLOAT16, 10, 5, 10, 15),
            new Layout(ElementType.BFLOAT16, 7, 8, 7, 127),
            new Layout(ElementType.FLOAT32, 23, 8, 23, 127),
            new Layout(ElementType.FLOAT64, 52, 11, 52, 1023));

    private Hdf5Types() {}

    /**
     * The element type of a dataset.
     *
     * @param type what HDF5 says
     * @param saidType what Keras has noted beside it; empty if it noted nothing
     * @return the type, or nothing if tensors have no such elements
     */
    static Optional<ElementType> of(DataType type, String saidType) {
        if (type instanceof FloatingPoint floating) {
            return LAYOUTS.stream()
                    .filter(layout -> layout.matches(floating))
                    .map(Layout::type)
                    .findFirst();
        }
        if (type instanceof FixedPoint fixed) {
            return integer(fixed);
        }
        // NumPy's bfloat16 is unknown to HDF5, which stores the bytes; Keras notes what they are.
        boolean isOpaque = type instanceof OpaqueDataType || type instanceof StringData;
        return isOpaque && type.getSize() == 2 && saidType.equals("bfloat16")
                ? Optional.of(ElementType.BFLOAT16)
                : Optional.empty();
    }

    private static Optional<ElementType> integer(FixedPoint type) {
        if (type.getBitOffset() != 0 || type.getBitPrecision() != 8 * type.getSize()) {
            return Optional.empty();
        }
        return switch (type.getSize()) {
            case 1 -> Optional.of(type.isSigned() ? ElementType.INT8 : ElementType.UINT8);
            case 2 -> Optional.of(type.isSigned() ? ElementType.INT16 : ElementType.UINT16);
            case 4 -> Optional.of(type.isSigned() ? ElementType.INT32 : ElementType.UINT32);
            case 8 -> Optional.of(type.isSigned() ? ElementType.INT64 : ElementType.UINT64);
            default -> Optional.empty();
        };
    }
}
