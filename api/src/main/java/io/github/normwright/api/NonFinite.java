package io.github.normwright.api;

/**
 * What happens to a layer's variables when a batch has a mean or a variance that is infinite or not a number, in any
 * channel. Output and gradients are what they are in every case.
 */
public enum NonFinite {
    /** It is folded into the moving statistics, as all other systems do; they stay spoilt until they are set anew. */
    PROPAGATE,
    /** The batch updates nothing. */
    SKIP,
    /** The batch updates nothing, and the call of train throws an {@link ArithmeticException}. */
    FAIL
}
