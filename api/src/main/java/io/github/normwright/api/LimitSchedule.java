package io.github.normwright.api;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a limit of batch renormalization changes over the steps of training (Ioffe, "Batch Renormalization: Towards
 * Reducing Minibatch Dependence in Batch-Normalized Models", 2017, section 3): it stays where it starts, which is where
 * renormalization corrects nothing (1 for r, 0 for d), until {@link #firstStep()}, and then goes in a straight line to its
 * final value at {@link #lastStep()}. The layer counts its steps in the variable {@code renorm_steps}.
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface LimitSchedule {

    /**
     * The number of steps before the limit begins to move.
     *
     * @return a number of at least 0
     */
    int firstStep() default 0;

    /**
     * The number of steps after which the limit has its final value.
     *
     * @return a number larger than {@link #firstStep()}; 0 for no schedule
     */
    int lastStep() default 0;
}
