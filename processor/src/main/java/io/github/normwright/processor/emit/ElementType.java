package io.github.normwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.github.normwright.api.DType;
import io.github.normwright.processor.plan.cost.ElementBytes;
import io.github.normwright.processor.spi.Precision;
import java.math.BigDecimal;
import java.math.MathContext;

/** The arithmetic type of a layer, as Java and its Vector API call it. */
public enum ElementType {
    FLOAT32(DType.FLOAT32, Precision.SINGLE, TypeName.FLOAT, TypeName.FLOAT),
    FLOAT64(DType.FLOAT64, Precision.DOUBLE, TypeName.DOUBLE, TypeName.DOUBLE),
    FLOAT16(DType.FLOAT16, Precision.SINGLE, TypeName.FLOAT, TypeName.SHORT),
    BFLOAT16(DType.BFLOAT16, Precision.SINGLE, TypeName.FLOAT, TypeName.SHORT);

    private static final int WIDEST_VECTOR_BYTES = 64;
    private static final int NARROWEST_VECTOR_BYTES = 16;

    private final DType dtype;
    private final Precision precision;
    private final TypeName primitive;
    private final TypeName storage;

    ElementType(DType dtype, Precision precision, TypeName primitive, TypeName storage) {
        this.dtype = dtype;
        this.precision = precision;
        this.primitive = primitive;
        this.storage = storage;
    }

    /** The type of a dtype. */
    public static ElementType of(DType dtype) {
        return valueOf(dtype.name());
    }

    public DType dtype() {
        return dtype;
    }

    public Precision precision() {
        return precision;
    }

    private boolean isSingle() {
        return precision == Precision.SINGLE;
    }

    private int bytes() {
        return isSingle() ? Float.BYTES : Double.BYTES;
    }

    /** The sizes of elements, as plans count them. */
    public ElementBytes elementBytes() {
        return new ElementBytes(isConverted() ? Short.BYTES : bytes(), bytes());
    }

    /** How many bits the fraction of a number has, below which its exponent ends. */
    int fractionBits() {
        return isSingle() ? 23 : 52;
    }

    /** The type of the arithmetic. */
    public TypeName primitive() {
        return primitive;
    }

    public TypeName boxed() {
        return primitive.box();
    }

    /** Arrays of numbers to calculate with. */
    public TypeName array() {
        return ArrayTypeName.of(primitive);
    }

    /** The arrays of the caller's tensors. */
    public TypeName tensorArray() {
        return ArrayTypeName.of(storage);
    }

    /** Whether tensors are stored in another type than the one of the arithmetic. */
    public boolean isConverted() {
        return !storage.equals(primitive);
    }

    /** The run-time class that converts elements of tensors. */
    public ClassName converter() {
        return ClassName.get("io.github.normwright.kernels", dtype.classNameEnding());
    }

    /** The class of vectors of this type. */
    public ClassName vector() {
        return ClassName.get("jdk.incubator.vector", isSingle() ? "FloatVector" : "DoubleVector");
    }

    /** The run-time class of variables of this type. */
    public ClassName variable() {
        return ClassName.get("io.github.normwright.kernels", isSingle() ? "Float32Variable" : "Float64Variable");
    }

    /** How many lanes a sum along lanes has: those of the widest vector there is. */
    public int sumLanes() {
        return WIDEST_VECTOR_BYTES / bytes();
    }

    /** How many lanes the narrowest vector has. */
    public int fewestLanes() {
        return NARROWEST_VECTOR_BYTES / bytes();
    }

    /**
     * A literal for a number, rounded to this type: the shortest one that reads back as the same value. Not left to the
     * JDK, whose own choice has changed between versions.
     */
    public String literal(double value) {
        double rounded = isSingle() ? (float) value : value;
        String type = isSingle() ? "Float" : "Double";
        if (Double.isNaN(rounded)) {
            return type + ".NaN";
        }
        if (Double.isInfinite(rounded)) {
            return type + (rounded > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        return shortest(rounded) + (isSingle() ? "f" : "");
    }

    /** How many decimal digits tell any two numbers apart. */
    private int digits() {
        return isSingle() ? 9 : 17;
    }

    private String shortest(double value) {
        if (value == 0) {
            return isNegativeZero(value) ? zero("-0") : zero("0");
        }
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < digits(); precision++) {
            BigDecimal candidate = exact.round(new MathContext(precision));
            if (parsesTo(candidate, value)) {
                return plain(candidate);
            }
        }
        return plain(exact.round(new MathContext(digits())));
    }

    private boolean parsesTo(BigDecimal candidate, double value) {
        return isSingle() ? candidate.floatValue() == (float) value : candidate.doubleValue() == value;
    }

    private String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int magnitude = stripped.precision() - stripped.scale();
        boolean isModerate = magnitude >= -4 && magnitude <= 9;
        String text = isModerate ? stripped.toPlainString() : stripped.toString();
        boolean isInteger = text.chars().allMatch(digit -> digit == '-' || Character.isDigit(digit));
        return !isSingle() && isInteger ? text + ".0" : text;
    }

    private String zero(String text) {
        return !isSingle() ? text + ".0" : text;
    }

    private static boolean isNegativeZero(double value) {
        return 1 / value < 0;
    }
}
