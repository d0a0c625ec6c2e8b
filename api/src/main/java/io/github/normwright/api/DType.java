package io.github.normwright.api;

/** The element types a layer can be generated for. One layer class is written for each. */
public enum DType {
    /** IEEE 754 binary32, stored in {@code float[]}; statistics, parameters and arithmetic in the same type. */
    FLOAT32("Float32"),
    /** IEEE 754 binary64, stored in {@code double[]}; statistics, parameters and arithmetic in the same type. */
    FLOAT64("Float64"),
    /**
     * IEEE 754 binary16, for input and output, stored in {@code short[]}; statistics, parameters and arithmetic in
     * float32, results rounded to the nearest, ties to even.
     */
    FLOAT16("Float16"),
    /**
     * The upper half of a float32, for input and output, stored in {@code short[]}; statistics, parameters and arithmetic
     * in float32, results rounded to the nearest, ties to even.
     */
    BFLOAT16("BFloat16");

    private final String classNameEnding;

    DType(String classNameEnding) {
        this.classNameEnding = classNameEnding;
    }

    /**
     * What the names of the classes end in that are generated for this type.
     *
     * @return the type's name as a part of a class name, such as {@code Float32}
     */
    public String classNameEnding() {
        return classNameEnding;
    }
}
