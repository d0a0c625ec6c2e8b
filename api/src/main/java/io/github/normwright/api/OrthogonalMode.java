package io.github.normwright.api;

/** Which vectors of a matrix an orthogonal regularizer wants to be orthogonal to each other. */
public enum OrthogonalMode {
    /** Its rows. */
    ROWS,
    /** Its columns. */
    COLUMNS
}
