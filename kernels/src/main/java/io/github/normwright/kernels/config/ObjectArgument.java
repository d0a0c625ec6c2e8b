package io.github.normwright.kernels.config;

import io.github.normwright.api.VarianceScalingDistribution;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * An argument of an initializer, a regularizer or a constraint.
 *
 * @param attribute its name in the annotation
 * @param key its name in documents
 * @param type what it is
 * @param inKeras3 its default in Keras 3, as Keras writes it
 * @param inTensorFlow its default in TensorFlow, as TensorFlow writes it
 * @param rounding who rounds it to a float
 * @param choices what a choice is made from, all constants of an enum; empty for all others
 */
record ObjectArgument(
        String attribute,
        String key,
        Type type,
        JsonValue inKeras3,
        JsonValue inTensorFlow,
        Rounding rounding,
        List<? extends Enum<?>> choices) {

    /** The version of Keras 3 whose regularizers keep tensors. */
    private static final int WITH_TENSORS = 14;

    /** What TensorFlow 1 calls a distribution that has a longer name since. */
    private static final String SHORT = "NORMAL";

    /** An argument that is no choice. */
    ObjectArgument(
            String attribute, String key, Type type, JsonValue inKeras3, JsonValue inTensorFlow, Rounding rounding) {
        this(attribute, key, type, inKeras3, inTensorFlow, rounding, List.of());
    }

    /** The constant that a document calls by a name; empty if there is none. */
    Optional<String> constant(String name) {
        boolean isShort = name.equals(SHORT) && choices.contains(VarianceScalingDistribution.TRUNCATED_NORMAL);
        String constant = isShort ? VarianceScalingDistribution.TRUNCATED_NORMAL.name() : name;
        return choices.stream().map(Enum::name).filter(constant::equals).findFirst();
    }

    /** The name of the enum that a choice is made from. */
    String choice() {
        return choices.get(0).getDeclaringClass().getSimpleName();
    }

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

    /** Keras 3.14 keeps all factors as TensorFlow does; before and after it only some. */
    boolean isRounded(ConfigFormat format) {
        boolean isAsInTensorFlow = format.dialect().isTensorFlow()
                || format.dialect() == ConfigDialect.KERAS_3 && format.version() == WITH_TENSORS;
        return rounding == Rounding.EVERYWHERE || rounding == Rounding.IN_TENSOR_FLOW && isAsInTensorFlow;
    }
}
