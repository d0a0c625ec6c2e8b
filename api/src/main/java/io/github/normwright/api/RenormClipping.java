package io.github.normwright.api;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The limits of the corrections of batch renormalization: r is clipped to {@code [rmin, rmax]}, d to
 * {@code [-dmax, dmax]}. A limit that is left out is not applied.
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface RenormClipping {

    /**
     * The largest r.
     *
     * @return a positive number, not less than {@link #rmin()}; left out, r has no upper limit
     */
    double rmax() default Double.NaN;

    /**
     * The smallest r.
     *
     * @return a number of at least 0; left out, r has no lower limit
     */
    double rmin() default Double.NaN;

    /**
     * The largest magnitude of d.
     *
     * @return a number of at least 0; left out, d has no limit
     */
    double dmax() default Double.NaN;

    /**
     * How {@link #rmax()} is reached over the steps of training; the paper starts at 1.
     *
     * @return the schedule; left out, the limit holds from the first step on
     */
    LimitSchedule rmaxSchedule() default @LimitSchedule;

    /**
     * How {@link #rmin()} is reached over the steps of training; it starts at 1.
     *
     * @return the schedule; left out, the limit holds from the first step on
     */
    LimitSchedule rminSchedule() default @LimitSchedule;

    /**
     * How {@link #dmax()} is reached over the steps of training; the paper starts at 0.
     *
     * @return the schedule; left out, the limit holds from the first step on
     */
    LimitSchedule dmaxSchedule() default @LimitSchedule;
}
