package io.github.normwright.kernels.config;

import static io.github.normwright.kernels.config.ConfigAttribute.flag;
import static io.github.normwright.kernels.config.ConfigAttribute.number;
import static io.github.normwright.kernels.config.ConfigAttribute.object;
import static io.github.normwright.kernels.config.ConfigAttribute.own;

import io.github.normwright.api.Activation;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import java.util.List;

/** Attributes that layers of several kinds have. */
final class CommonAttributes {

    static final ConfigAttribute EPSILON = number("epsilon", "epsilon", NumberType.NUMBER, 1e-3);

    static final ConfigAttribute CENTER = flag("center", "center", true);

    static final ConfigAttribute SCALE = flag("scale", "scale", true);

    static final ConfigAttribute BETA_INITIALIZER =
            object("betaInitializer", "beta_initializer", ObjectFamilies.INITIALIZERS, "ZEROS");

    static final ConfigAttribute GAMMA_INITIALIZER =
            object("gammaInitializer", "gamma_initializer", ObjectFamilies.INITIALIZERS, "ONES");

    static final ConfigAttribute GAMMA_REGULARIZER =
            object("gammaRegularizer", "gamma_regularizer", ObjectFamilies.REGULARIZERS, ObjectType.NONE);

    static final ConfigAttribute GAMMA_CONSTRAINT =
            object("gammaConstraint", "gamma_constraint", ObjectFamilies.CONSTRAINTS, ObjectType.NONE);

    static final List<ConfigAttribute> INITIALIZERS = List.of(BETA_INITIALIZER, GAMMA_INITIALIZER);

    /** Regularizers and constraints, in the order of documents. */
    static final List<ConfigAttribute> RESTRAINTS = List.of(
            object("betaRegularizer", "beta_regularizer", ObjectFamilies.REGULARIZERS, ObjectType.NONE),
            GAMMA_REGULARIZER,
            object("betaConstraint", "beta_constraint", ObjectFamilies.CONSTRAINTS, ObjectType.NONE),
            GAMMA_CONSTRAINT);

    /** What follows the normalization in the same layer, which only ours have. */
    static final List<ConfigAttribute> OUTPUT = List.of(
            own("activation", ChoiceType.of(Activation.values()), ChoiceType.constant(Activation.NONE)),
            own("negativeSlope", NumberType.NUMBER, new JsonFloat(0.2)),
            own("eluAlpha", NumberType.NUMBER, new JsonFloat(1)),
            own("residual", FlagType.FLAG, new JsonBoolean(false)));

    private CommonAttributes() {}

    static ConfigAttribute axis(AxisType type) {
        return new ConfigAttribute("axis", "axis", type, new JsonInteger(-1));
    }
}
