package io.github.normwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.github.normwright.api.DType;
import io.github.normwright.processor.spi.Precision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The arithmetic type of a layer, as Java and its Vector API call it. */
public enum ElementType {
    FLOAT32(DType.FLOAT32, Precision.SINGLE, TypeName.FLOAT, "FloatVector", 4, 9),
    FLOAT64(DType.FLOAT64, Precision.DOUBLE, TypeName.DOUBLE, "DoubleVector", 8, 17);

    private static final int WIDEST_VECTOR_BYTES = 64;
    private static final int NARROWEST_VECTOR_BYTES = 16;

    private final DType dtype;
    private final Precision precision;
    private final TypeName primitive;
    private final String vectorName;
    private final int bytes;
    private final int digits;

    ElementType(DType dtype, Precision precision, TypeName primitive, String vectorName, int bytes, int digits) {
        this.dtype = dtype;
        this.precision = precision;
        this.primitive = primitive;
        this.vectorName = vectorName;
        this.bytes = bytes;
        this.digits = digits;
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

    /** The dtype as a part of class names: {@code Float32}. */
    public String camelCase() {
        return dtype.name().charAt(0) + dtype.name().substring(1).toLowerCase(Locale.ROOT);
    }

    public TypeName primitive() {
        return primitive;
    }

    public TypeName boxed() {
        return primitive.box();
    }

    public TypeName array() {
        return ArrayTypeName.of(primitive);
    }

    /** The class of vectors of this type. */
    public ClassName vector() {
        return ClassName.get("jdk.incubator.vector", vectorName);
    }

    /** The run-time class of variables of this type. */
    public ClassName variable() {
        return ClassName.get("io.github.normwright.kernels", camelCase() + "Variable");
    }

    /** How many lanes a sum along lanes has: those of the widest vector there is. */
    public int sumLanes() {
        return WIDEST_VECTOR_BYTES / bytes;
    }

    /** How many lanes the narrowest vector has. */
    public int fewestLanes() {
        return NARROWEST_VECTOR_BYTES / bytes;
    }

    /**
     * A literal for a number, rounded to this type: the shortest one that reads back as the same value. Not left to the
     * JDK, whose own choice has changed between versions.
     */
    public String literal(double value) {
        double rounded = this == FLOAT32 ? (float) value : value;
        String type = this == FLOAT32 ? "Float" : "Double";
        if (Double.isNaN(rounded)) {
            return type + ".NaN";
        }
        if (Double.isInfinite(rounded)) {
            return type + (rounded > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        return shortest(rounded) + (this == FLOAT32 ? "f" : "");
    }

    private String shortest(double value) {
        if (value == 0) {
            return isNegativeZero(value) ? zero("-0") : zero("0");
        }
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < digits; precision++) {
            BigDecimal candidate = exact.round(new MathContext(precision));
            if (parsesTo(candidate, value)) {
                return plain(candidate);
            }
        }
        return plain(exact.round(new MathContext(digits)));
    }

    private boolean parsesTo(BigDecimal candidate, double value) {
        return this == FLOAT32 ? candidate.floatValue() == (float) value : candidate.doubleValue() == value;
    }

    private String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int magnitude = stripped.precision() - stripped.scale();
        if (magnitude < -4 || magnitude > 9) {
            return stripped.toString();
        }
        String text = stripped.toPlainString();
        return this == FLOAT64 && stripped.scale() <= 0 ? text + ".0" : text;
    }

    private String zero(String text) {
        return this == FLOAT64 ? text + ".0" : text;
    }

    private static boolean isNegativeZero(double value) {
        return 1 / value < 0;
    }
}
