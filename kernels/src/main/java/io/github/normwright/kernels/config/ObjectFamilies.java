package io.github.normwright.kernels.config;

import io.github.normwright.api.OrthogonalMode;
import io.github.normwright.api.VarianceScalingDistribution;
import io.github.normwright.api.VarianceScalingMode;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.kernels.config.ObjectArgument.Rounding;
import io.github.normwright.kernels.config.ObjectArgument.Type;
import io.github.normwright.kernels.config.ObjectKind.Fixed;
import io.github.normwright.kernels.config.ObjectKind.General;
import java.util.ArrayList;
import java.util.List;

/** The objects that documents attach to variables, with the defaults of each system (SEMANTICS 8). */
final class ObjectFamilies {

    private static final ObjectArgument SEED =
            new ObjectArgument("seed", "seed", Type.SEED, JsonNull.NULL, JsonNull.NULL, Rounding.NOWHERE);
    private static final ObjectArgument MEAN = number("mean", 0);
    private static final ObjectArgument STDDEV = number("stddev", 0.05);
    private static final ObjectArgument GAIN = number("gain", 1);
    private static final ObjectArgument AXIS =
            new ObjectArgument("axis", "axis", Type.AXIS, new JsonInteger(0), new JsonInteger(0), Rounding.NOWHERE);

    static final ObjectFamily INITIALIZERS = new ObjectFamily("Initializer", "keras.initializers", initializers());
    static final ObjectFamily REGULARIZERS = new ObjectFamily("Regularizer", "keras.regularizers", regularizers());
    static final ObjectFamily CONSTRAINTS = new ObjectFamily("Constraint", "keras.constraints", constraints());

    private ObjectFamilies() {}

    private static List<ObjectKind> initializers() {
        List<ObjectKind> kinds = new ArrayList<>();
        kinds.add(constant("ZEROS", "Zeros", "zero", 0.0));
        kinds.add(constant("ONES", "Ones", "one", 1.0));
        kinds.add(kind(
                "CONSTANT",
                "Constant",
                List.of(),
                new ObjectArgument(
                        "value", "value", Type.NUMBER, new JsonFloat(0), new JsonInteger(0), Rounding.NOWHERE)));
        kinds.add(kind("RANDOM_NORMAL", "RandomNormal", List.of("normal"), SEED, MEAN, STDDEV));
        kinds.add(kind(
                "RANDOM_UNIFORM",
                "RandomUniform",
                List.of("uniform"),
                SEED,
                number("minval", -0.05),
                number("maxval", 0.05)));
        kinds.add(kind("TRUNCATED_NORMAL", "TruncatedNormal", List.of(), SEED, MEAN, STDDEV));
        kinds.add(kind(
                "VARIANCE_SCALING",
                "VarianceScaling",
                List.of(),
                SEED,
                number("scale", 1),
                choice("mode", "fan_in", VarianceScalingMode.values()),
                choice("distribution", "truncated_normal", VarianceScalingDistribution.values())));
        kinds.add(scaling("GLOROT_UNIFORM", "GlorotUniform", 1.0, "FAN_AVG", "UNIFORM"));
        kinds.add(scaling("GLOROT_NORMAL", "GlorotNormal", 1.0, "FAN_AVG", "TRUNCATED_NORMAL"));
        kinds.add(scaling("HE_UNIFORM", "HeUniform", 2.0, "FAN_IN", "UNIFORM"));
        kinds.add(scaling("HE_NORMAL", "HeNormal", 2.0, "FAN_IN", "TRUNCATED_NORMAL"));
        kinds.add(scaling("LECUN_UNIFORM", "LecunUniform", 1.0, "FAN_IN", "UNIFORM"));
        kinds.add(scaling("LECUN_NORMAL", "LecunNormal", 1.0, "FAN_IN", "TRUNCATED_NORMAL"));
        kinds.add(new ObjectKind(
                "ORTHOGONAL",
                "Orthogonal",
                "OrthogonalInitializer",
                List.of(),
                List.of(SEED, GAIN),
                List.of("gain", "seed"),
                General.NONE));
        kinds.add(new ObjectKind(
                "IDENTITY",
                "Identity",
                "IdentityInitializer",
                List.of(),
                List.of(GAIN),
                List.of("gain"),
                General.NONE));
        return kinds;
    }

    private static List<ObjectKind> regularizers() {
        return List.of(
                new ObjectKind(
                        "L1",
                        "L1",
                        "L1",
                        List.of(),
                        List.of(factor("l1", 0.01, Rounding.EVERYWHERE)),
                        List.of("l1"),
                        new General("L1_L2", List.of(new Fixed("l2", 0.0)))),
                new ObjectKind(
                        "L2",
                        "L2",
                        "L2",
                        List.of(),
                        List.of(factor("l2", 0.01, Rounding.IN_TENSOR_FLOW)),
                        List.of("l2"),
                        new General("L1_L2", List.of(new Fixed("l1", 0.0)))),
                kind(
                        "L1_L2",
                        "L1L2",
                        List.of("l1l2", "l1_l2"),
                        factor("l1", 0, Rounding.IN_TENSOR_FLOW),
                        factor("l2", 0, Rounding.IN_TENSOR_FLOW)),
                kind(
                        "ORTHOGONAL",
                        "OrthogonalRegularizer",
                        List.of(),
                        factor("factor", 0.01, Rounding.EVERYWHERE),
                        choice("mode", "rows", OrthogonalMode.values())));
    }

    private static List<ObjectKind> constraints() {
        return List.of(
                kind(
                        "MAX_NORM",
                        "MaxNorm",
                        List.of("maxnorm"),
                        new ObjectArgument(
                                "maxValue",
                                "max_value",
                                Type.NUMBER,
                                new JsonInteger(2),
                                new JsonInteger(2),
                                Rounding.NOWHERE),
                        AXIS),
                kind("NON_NEG", "NonNeg", List.of("nonneg")),
                kind("UNIT_NORM", "UnitNorm", List.of("unitnorm"), AXIS),
                kind(
                        "MIN_MAX_NORM",
                        "MinMaxNorm",
                        List.of("minmaxnorm"),
                        number("minValue", "min_value", 0),
                        number("maxValue", "max_value", 1),
                        number("rate", 1),
                        AXIS));
    }

    private static ObjectArgument number(String name, double usual) {
        return number(name, name, usual);
    }

    private static ObjectArgument number(String attribute, String key, double usual) {
        JsonValue value = new JsonFloat(usual);
        return new ObjectArgument(attribute, key, Type.NUMBER, value, value, Rounding.NOWHERE);
    }

    private static ObjectArgument factor(String name, double usual, Rounding rounding) {
        JsonValue value = new JsonFloat(usual);
        return new ObjectArgument(name, name, Type.NUMBER, value, value, rounding);
    }

    private static ObjectArgument choice(String name, String usual, Enum<?>[] choices) {
        JsonValue value = new JsonString(usual);
        return new ObjectArgument(name, name, Type.CHOICE, value, value, Rounding.NOWHERE, List.of(choices));
    }

    /** Keras 3 puts the seed first, TensorFlow last. */
    private static ObjectKind kind(
            String constant, String className, List<String> otherNames, ObjectArgument... arguments) {
        List<String> keys = new ArrayList<>();
        for (ObjectArgument argument : arguments) {
            keys.add(argument.key());
        }
        if (keys.remove(SEED.key())) {
            keys.add(SEED.key());
        }
        return new ObjectKind(constant, className, className, otherNames, List.of(arguments), keys, General.NONE);
    }

    private static ObjectKind constant(String constant, String className, String otherName, double value) {
        return new ObjectKind(
                constant,
                className,
                className,
                List.of(otherName),
                List.of(),
                List.of(),
                new General("CONSTANT", List.of(new Fixed("value", value))));
    }

    private static ObjectKind scaling(
            String constant, String className, double scale, String mode, String distribution) {
        return new ObjectKind(
                constant,
                className,
                className,
                List.of(),
                List.of(SEED),
                List.of("seed"),
                new General(
                        "VARIANCE_SCALING",
                        List.of(
                                new Fixed("scale", scale),
                                new Fixed("mode", mode),
                                new Fixed("distribution", distribution))));
    }
}
