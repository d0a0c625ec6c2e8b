package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a variable is held to after each step of training, as the value of another annotation's attribute. Attributes
 * have the names and the defaults of Keras' constraints.
 *
 * <pre>{@code
 * gammaConstraint = @Constraint(kind = ConstraintKind.MAX_NORM, maxValue = 1, axis = 0)
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Constraint {

    /**
     * The kind of constraint.
     *
     * @return the kind; left out, no constraint
     */
    ConstraintKind kind() default ConstraintKind.NONE;

    /**
     * The least norm of {@link ConstraintKind#MIN_MAX_NORM}.
     *
     * @return a finite number of at least 0; left out, 0
     */
    double minValue() default Double.NaN;

    /**
     * The greatest norm of {@link ConstraintKind#MAX_NORM} and {@link ConstraintKind#MIN_MAX_NORM}.
     *
     * @return a number of at least 0, and of at least {@link #minValue()}; left out, 2 for
     *     {@link ConstraintKind#MAX_NORM} and 1 for {@link ConstraintKind#MIN_MAX_NORM}
     */
    double maxValue() default Double.NaN;

    /**
     * How much of the way {@link ConstraintKind#MIN_MAX_NORM} goes at once: the new norm is {@code rate} times the one
     * within the bounds and {@code 1 - rate} times the old one.
     *
     * @return a finite number, usually above 0 and at most 1; left out, 1
     */
    double rate() default Double.NaN;

    /**
     * The axis of the variable, not of the layer's input, that norms are taken along. A variable of one axis has one
     * norm.
     *
     * @return an axis of the variable's shape; negative values count from the end
     */
    int axis() default 0;

    /**
     * The class of {@link ConstraintKind#CUSTOM}, which requires it.
     *
     * @return a public class with a public constructor without parameters
     */
    Class<? extends VariableConstraint> custom() default VariableConstraint.class;
}
