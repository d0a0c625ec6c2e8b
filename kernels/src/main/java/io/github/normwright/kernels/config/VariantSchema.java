package io.github.normwright.kernels.config;

import static io.github.normwright.kernels.config.CommonAttributes.CENTER;
import static io.github.normwright.kernels.config.CommonAttributes.EPSILON;
import static io.github.normwright.kernels.config.CommonAttributes.GAMMA_CONSTRAINT;
import static io.github.normwright.kernels.config.CommonAttributes.GAMMA_INITIALIZER;
import static io.github.normwright.kernels.config.CommonAttributes.GAMMA_REGULARIZER;
import static io.github.normwright.kernels.config.CommonAttributes.INITIALIZERS;
import static io.github.normwright.kernels.config.CommonAttributes.OUTPUT;
import static io.github.normwright.kernels.config.CommonAttributes.RESTRAINTS;
import static io.github.normwright.kernels.config.CommonAttributes.SCALE;
import static io.github.normwright.kernels.config.CommonAttributes.axis;

import io.github.normwright.api.Profile;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Documents of the other kinds of layers: a table of attributes each, those with a key in the order in which Keras 3.15 and
 * tf-keras 2 write them.
 */
enum VariantSchema implements LayerSchema {
    LAYER_NORMALIZATION(
            "LayerNormalization",
            withTensorFlow(),
            table(
                    List.of(
                            axis(AxisType.AXES),
                            EPSILON,
                            CENTER,
                            SCALE,
                            ConfigAttribute.flag("rmsScaling", VariantSchema.RMS_SCALING, false)),
                    INITIALIZERS,
                    RESTRAINTS,
                    OUTPUT)),
    RMS_NORMALIZATION(
            "RMSNormalization",
            Set.of(ConfigDialect.KERAS_3),
            table(
                    List.of(
                            axis(AxisType.AXES),
                            new ConfigAttribute(
                                    "epsilon",
                                    "epsilon",
                                    RmsEpsilonType.EPSILON,
                                    RmsEpsilonType.usual(Profile.KERAS_3)),
                            SCALE.withoutKey(),
                            GAMMA_INITIALIZER.withoutKey(),
                            GAMMA_REGULARIZER.withoutKey(),
                            GAMMA_CONSTRAINT.withoutKey()),
                    OUTPUT)) {
        @Override
        public JsonValue usual(ConfigAttribute attribute, Profile profile) {
            return attribute.name().equals("epsilon") ? RmsEpsilonType.usual(profile) : super.usual(attribute, profile);
        }
    },
    GROUP_NORMALIZATION(
            "GroupNormalization",
            withTensorFlow(),
            table(
                    List.of(
                            new ConfigAttribute("groups", "groups", GroupsType.GROUPS, new JsonInteger(32)),
                            axis(AxisType.AXIS),
                            EPSILON,
                            CENTER,
                            SCALE),
                    INITIALIZERS,
                    RESTRAINTS,
                    OUTPUT)),
    UNIT_NORMALIZATION("UnitNormalization", withTensorFlow(), table(List.of(axis(AxisType.AXES_AS_WRITTEN)), OUTPUT)) {
        @Override
        public boolean hasVariables() {
            return false;
        }
    },
    /** Of PyTorch and ONNX, which have no such documents. */
    INSTANCE_NORMALIZATION(
            "InstanceNormalization",
            Set.of(),
            table(
                    List.of(
                            axis(AxisType.AXES),
                            EPSILON,
                            CENTER,
                            SCALE,
                            ConfigAttribute.own("trackRunningStats", FlagType.FLAG, new JsonBoolean(false)),
                            ConfigAttribute.own("momentum", NumberType.NUMBER, new JsonFloat(0.1))),
                    INITIALIZERS,
                    RESTRAINTS,
                    OUTPUT)) {
        @Override
        public Profile usualProfile() {
            return Profile.TORCH;
        }

        @Override
        public boolean isUsed(String attribute, LayerConfig config) {
            return attribute.equals("momentum") ? config.flag("trackRunningStats") : super.isUsed(attribute, config);
        }
    };

    /** A key that tf-keras does not have. */
    static final String RMS_SCALING = "rms_scaling";

    private final String annotation;
    private final Set<ConfigDialect> dialects;
    private final List<ConfigAttribute> attributes;

    VariantSchema(String annotation, Set<ConfigDialect> dialects, List<ConfigAttribute> attributes) {
        this.annotation = annotation;
        this.dialects = dialects;
        this.attributes = attributes;
    }

    private static Set<ConfigDialect> withTensorFlow() {
        return Set.of(ConfigDialect.KERAS_3, ConfigDialect.TF_KERAS, ConfigDialect.TF_KERAS_LEGACY);
    }

    @SafeVarargs
    private static List<ConfigAttribute> table(List<ConfigAttribute>... parts) {
        List<ConfigAttribute> table = new ArrayList<>();
        for (List<ConfigAttribute> part : parts) {
            table.addAll(part);
        }
        return List.copyOf(table);
    }

    @Override
    public String annotation() {
        return annotation;
    }

    @Override
    public List<String> classNames() {
        return dialects.isEmpty() ? List.of() : List.of(annotation);
    }

    @Override
    public Set<ConfigDialect> dialects() {
        return dialects;
    }

    @Override
    public List<ConfigAttribute> attributes() {
        return attributes;
    }

    @Override
    public List<String> keys(LayerConfig config, ConfigFormat format) {
        List<String> keys = new ArrayList<>(
                format.dialect().isTensorFlow()
                        ? LayerSchema.firstOfTensorFlow(config, format)
                        : List.of(NAME, TRAINABLE, DTYPE));
        keys.addAll(ownKeys(format.dialect()));
        return keys;
    }

    private List<String> ownKeys(ConfigDialect dialect) {
        return attributes.stream()
                .flatMap(attribute -> attribute.key().stream())
                .filter(key -> !(key.equals(RMS_SCALING) && dialect.isTensorFlow()))
                .toList();
    }

    @Override
    public Set<String> knownKeys(ConfigDialect dialect) {
        Set<String> keys = new HashSet<>(ownKeys(dialect));
        keys.addAll(List.of(NAME, TRAINABLE, DTYPE));
        if (dialect.isTensorFlow()) {
            keys.add(BATCH_INPUT_SHAPE);
        }
        return keys;
    }
}
