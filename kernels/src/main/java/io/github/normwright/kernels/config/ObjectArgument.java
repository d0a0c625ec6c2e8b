package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonValue;

/**
 * An argument of an initializer, a regularizer or a constraint.
 *
 * @param attribute its name in the annotation
 * @param key its name in documents
 * @param type what it is
 * @param inKeras3 its default in Keras 3, as Keras writes it
 * @param inTensorFlow its default in TensorFlow, as TensorFlow writes it
 * @param rounding who rounds it to a float
 */
record ObjectArgument(
        String attribute, String key, Type type, JsonValue inKeras3, JsonValue inTensorFlow, Rounding rounding) {

    /** What an argument is. */
    enum Type {
        NUMBER,
        /** A number, or null for none. */
        SEED,
        /** An axis of the variable. */
        AXIS,
        /** The name of a constant, in small letters. */
        CHOICE
    }

    /** Systems keep some factors as tensors of floats, which shows in what they write. */
    enum Rounding {
        NOWHERE,
        IN_TENSOR_FLOW,
        EVERYWHERE
    }

    /** The default of a system. */
    JsonValue usual(boolean isTensorFlow) {
        return isTensorFlow ? inTensorFlow : inKeras3;
    }

    boolean isRounded(boolean isTensorFlow) {
        return rounding == Rounding.EVERYWHERE || rounding == Rounding.IN_TENSOR_FLOW && isTensorFlow;
    }
}
