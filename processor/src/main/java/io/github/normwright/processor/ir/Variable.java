package io.github.normwright.processor.ir;

import java.util.List;
import java.util.Optional;

/**
 * A variable of a layer.
 *
 * @param name its name in the formulas
 * @param axes the axes along which it varies; none for a single number
 * @param isParameter whether it is learned, so that it gets a gradient
 * @param isTrainable whether it is a parameter that training is meant to change
 * @param initialValue what every element starts with, unless there is an initializer
 * @param attachments objects that set, penalize or constrain it
 */
public record Variable(
        String name,
        Axes axes,
        boolean isParameter,
        boolean isTrainable,
        double initialValue,
        Attachments attachments) {

    /**
     * Objects that set, penalize or constrain a variable.
     *
     * @param initializer sets the values it starts with
     * @param regularizer penalizes its values in the loss
     * @param constraint projects its values after an update
     * @param shape the variable's shape as these objects see it
     */
    public record Attachments(
            Optional<Factory> initializer,
            Optional<Factory> regularizer,
            Optional<Factory> constraint,
            List<Integer> shape) {

        /** No objects. */
        public static final Attachments NONE =
                new Attachments(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public Attachments {
            shape = List.copyOf(shape);
        }
    }

    /** A variable that nothing is attached to. */
    public Variable(String name, Axes axes, boolean isParameter, boolean isTrainable, double initialValue) {
        this(name, axes, isParameter, isTrainable, initialValue, Attachments.NONE);
    }
}
