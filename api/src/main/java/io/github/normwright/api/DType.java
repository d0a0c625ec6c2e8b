package io.github.normwright.api;

/** The element types a layer can be generated for. One layer class is written for each. */
public enum DType {
    /** IEEE 754 binary32, stored in {@code float[]}; statistics, parameters and arithmetic in the same type. */
    FLOAT32,
    /** IEEE 754 binary64, stored in {@code double[]}; statistics, parameters and arithmetic in the same type. */
    FLOAT64
}
