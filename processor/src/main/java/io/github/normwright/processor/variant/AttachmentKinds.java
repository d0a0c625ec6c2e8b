package io.github.normwright.processor.variant;

import io.github.normwright.api.ConstraintKind;
import io.github.normwright.api.InitializerKind;
import io.github.normwright.api.OrthogonalMode;
import io.github.normwright.api.RegularizerKind;
import io.github.normwright.api.VarianceScalingDistribution;
import io.github.normwright.api.VarianceScalingMode;
import io.github.normwright.processor.variant.Attachment.Argument;
import io.github.normwright.processor.variant.Attachment.Range;
import io.github.normwright.processor.variant.Attachment.Recipe;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How initializers, regularizers and constraints are made, with the arguments and defaults of Keras (SEMANTICS 8). */
final class AttachmentKinds {

    private static final Argument SEED = new Argument("seed", 0L, Range.ANY);
    private static final Argument MEAN = new Argument("mean", 0.0, Range.FINITE);
    private static final Argument STDDEV = new Argument("stddev", 0.05, Range.AT_LEAST_ZERO);
    private static final Argument AXIS = new Argument("axis", 0, Range.ANY);

    static final Attachment<InitializerKind> INITIALIZER = new Attachment<>(
            "Initializers", InitializerKind.class, InitializerKind.DEFAULT, InitializerKind.CUSTOM, initializers());

    static final Attachment<RegularizerKind> REGULARIZER = new Attachment<>(
            "Regularizers", RegularizerKind.class, RegularizerKind.NONE, RegularizerKind.CUSTOM, regularizers());

    static final Attachment<ConstraintKind> CONSTRAINT = new Attachment<>(
            "Constraints", ConstraintKind.class, ConstraintKind.NONE, ConstraintKind.CUSTOM, constraints());

    private AttachmentKinds() {}

    private static Map<InitializerKind, Recipe> initializers() {
        Map<InitializerKind, Recipe> recipes = new EnumMap<>(InitializerKind.class);
        recipes.put(InitializerKind.ZEROS, recipe("zeros"));
        recipes.put(InitializerKind.ONES, recipe("ones"));
        recipes.put(InitializerKind.CONSTANT, recipe("constant", new Argument("value", 0.0, Range.FINITE)));
        recipes.put(InitializerKind.RANDOM_NORMAL, recipe("randomNormal", MEAN, STDDEV, SEED));
        recipes.put(
                InitializerKind.RANDOM_UNIFORM,
                recipe(
                        "randomUniform",
                        new Argument("minval", -0.05, Range.FINITE),
                        new Argument("maxval", 0.05, Range.FINITE),
                        SEED));
        recipes.put(InitializerKind.TRUNCATED_NORMAL, recipe("truncatedNormal", MEAN, STDDEV, SEED));
        recipes.put(
                InitializerKind.VARIANCE_SCALING,
                recipe(
                        "varianceScaling",
                        new Argument("scale", 1.0, Range.POSITIVE),
                        new Argument("mode", VarianceScalingMode.FAN_IN, Range.ANY),
                        new Argument("distribution", VarianceScalingDistribution.TRUNCATED_NORMAL, Range.ANY),
                        SEED));
        recipes.put(InitializerKind.GLOROT_UNIFORM, recipe("glorotUniform", SEED));
        recipes.put(InitializerKind.GLOROT_NORMAL, recipe("glorotNormal", SEED));
        recipes.put(InitializerKind.HE_UNIFORM, recipe("heUniform", SEED));
        recipes.put(InitializerKind.HE_NORMAL, recipe("heNormal", SEED));
        recipes.put(InitializerKind.LECUN_UNIFORM, recipe("lecunUniform", SEED));
        recipes.put(InitializerKind.LECUN_NORMAL, recipe("lecunNormal", SEED));
        Argument gain = new Argument("gain", 1.0, Range.FINITE);
        recipes.put(InitializerKind.ORTHOGONAL, recipe("orthogonal", gain, SEED));
        recipes.put(InitializerKind.IDENTITY, recipe("identity", gain));
        return recipes;
    }

    private static Map<RegularizerKind, Recipe> regularizers() {
        Map<RegularizerKind, Recipe> recipes = new EnumMap<>(RegularizerKind.class);
        recipes.put(RegularizerKind.L1, recipe("l1", new Argument("l1", 0.01, Range.AT_LEAST_ZERO)));
        recipes.put(RegularizerKind.L2, recipe("l2", new Argument("l2", 0.01, Range.AT_LEAST_ZERO)));
        recipes.put(
                RegularizerKind.L1_L2,
                recipe(
                        "l1L2",
                        new Argument("l1", 0.0, Range.AT_LEAST_ZERO),
                        new Argument("l2", 0.0, Range.AT_LEAST_ZERO)));
        recipes.put(
                RegularizerKind.ORTHOGONAL,
                recipe(
                        "orthogonal",
                        new Argument("factor", 0.01, Range.AT_LEAST_ZERO),
                        new Argument("mode", OrthogonalMode.ROWS, Range.ANY)));
        return recipes;
    }

    private static Map<ConstraintKind, Recipe> constraints() {
        Map<ConstraintKind, Recipe> recipes = new EnumMap<>(ConstraintKind.class);
        recipes.put(
                ConstraintKind.MAX_NORM, recipe("maxNorm", new Argument("maxValue", 2.0, Range.AT_LEAST_ZERO), AXIS));
        recipes.put(ConstraintKind.NON_NEG, recipe("nonNeg"));
        recipes.put(ConstraintKind.UNIT_NORM, recipe("unitNorm", AXIS));
        recipes.put(
                ConstraintKind.MIN_MAX_NORM,
                recipe(
                        "minMaxNorm",
                        new Argument("minValue", 0.0, Range.AT_LEAST_ZERO),
                        new Argument("maxValue", 1.0, Range.AT_LEAST_ZERO),
                        new Argument("rate", 1.0, Range.FINITE),
                        AXIS));
        return recipes;
    }

    private static Recipe recipe(String method, Argument... arguments) {
        return new Recipe(method, List.of(arguments));
    }
}
