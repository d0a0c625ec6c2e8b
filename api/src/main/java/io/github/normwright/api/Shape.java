package io.github.normwright.api;

/** Constants for the {@code shape} attribute of a layer annotation. */
public final class Shape {

    /**
     * A dimension whose size is known only at run time. Each dynamic dimension becomes an {@code int} parameter of the
     * generated methods, in the order of the shape. Dimensions that the layer keeps statistics for cannot be dynamic.
     */
    public static final int DYNAMIC = -1;

    private Shape() {}
}
