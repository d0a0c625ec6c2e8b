package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A penalty on the values of a variable, which adds to the loss, as the value of another annotation's attribute.
 * Attributes have the names and the defaults of Keras' regularizers.
 *
 * <pre>{@code
 * gammaRegularizer = @Regularizer(kind = RegularizerKind.L1_L2, l1 = 0.01, l2 = 0.03)
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Regularizer {

    /**
     * The kind of regularizer.
     *
     * @return the kind; left out, no penalty
     */
    RegularizerKind kind() default RegularizerKind.NONE;

    /**
     * The factor of the sum of the absolute values.
     *
     * @return a finite number of at least 0; left out, 0.01 for {@link RegularizerKind#L1} and 0 for
     *     {@link RegularizerKind#L1_L2}
     */
    double l1() default Double.NaN;

    /**
     * The factor of the sum of the squares.
     *
     * @return a finite number of at least 0; left out, 0.01 for {@link RegularizerKind#L2} and 0 for
     *     {@link RegularizerKind#L1_L2}
     */
    double l2() default Double.NaN;

    /**
     * The factor of {@link RegularizerKind#ORTHOGONAL}.
     *
     * @return a finite number of at least 0; left out, 0.01
     */
    double factor() default Double.NaN;

    /**
     * Which vectors {@link RegularizerKind#ORTHOGONAL} wants to be orthogonal to each other.
     *
     * @return rows or columns
     */
    OrthogonalMode mode() default OrthogonalMode.ROWS;

    /**
     * The class of {@link RegularizerKind#CUSTOM}, which requires it.
     *
     * @return a public class with a public constructor without parameters
     */
    Class<? extends VariableRegularizer> custom() default VariableRegularizer.class;
}
