package io.github.normwright.api;

/** The penalties on the values of a variable, under the names of Keras. See {@link Regularizer}. */
public enum RegularizerKind {
    /** No penalty. */
    NONE,
    /** {@link Regularizer#l1() l1} times the sum of the absolute values. */
    L1,
    /** {@link Regularizer#l2() l2} times the sum of the squares. */
    L2,
    /** The sum of the penalties of {@link #L1} and {@link #L2}. */
    L1_L2,
    /**
     * {@link Regularizer#factor() factor} times the mean size of the cosines between rows or columns; for variables of
     * rank 2.
     */
    ORTHOGONAL,
    /** A {@link Regularizer#custom() class} of one's own. */
    CUSTOM
}
