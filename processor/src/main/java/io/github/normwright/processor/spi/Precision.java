package io.github.normwright.processor.spi;

/** The arithmetic a layer is generated for. */
public enum Precision {
    /** IEEE 754 binary32. */
    SINGLE,
    /** IEEE 754 binary64. */
    DOUBLE
}
