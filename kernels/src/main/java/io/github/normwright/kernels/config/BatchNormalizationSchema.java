package io.github.normwright.kernels.config;

import io.github.normwright.api.Fused;
import io.github.normwright.api.Profile;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.ConfigQuirk;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Documents of batch normalizations (SEMANTICS 2.4, 3.1 and 9.1). */
final class BatchNormalizationSchema implements LayerSchema {

    /** Keras 3 has batch renormalization since this version. */
    private static final int WITH_RENORM = 14;

    private static final String SYNCHRONIZED_CLASS = "SyncBatchNormalization";

    private static final List<String> COMMON = List.of(
            "axis",
            "momentum",
            "epsilon",
            "center",
            "scale",
            "beta_initializer",
            "gamma_initializer",
            "moving_mean_initializer",
            "moving_variance_initializer",
            "beta_regularizer",
            "gamma_regularizer",
            "beta_constraint",
            "gamma_constraint");

    private static final List<String> RENORM = List.of("renorm", "renorm_clipping", "renorm_momentum");

    private static final List<ConfigAttribute> ATTRIBUTES = List.of(
            new ConfigAttribute("axis", "axis", AxisType.AXIS, new JsonInteger(-1)),
            number("momentum", "momentum", NumberType.SHARE, 0.99),
            number("epsilon", "epsilon", NumberType.FLOAT_IN_KERAS_3, 1e-3),
            flag("center", "center", true),
            flag("scale", "scale", true),
            object("betaInitializer", "beta_initializer", ObjectFamilies.INITIALIZERS, "ZEROS"),
            object("gammaInitializer", "gamma_initializer", ObjectFamilies.INITIALIZERS, "ONES"),
            object("movingMeanInitializer", "moving_mean_initializer", ObjectFamilies.INITIALIZERS, "ZEROS"),
            object("movingVarianceInitializer", "moving_variance_initializer", ObjectFamilies.INITIALIZERS, "ONES"),
            object("betaRegularizer", "beta_regularizer", ObjectFamilies.REGULARIZERS, ObjectType.NONE),
            object("gammaRegularizer", "gamma_regularizer", ObjectFamilies.REGULARIZERS, ObjectType.NONE),
            object("betaConstraint", "beta_constraint", ObjectFamilies.CONSTRAINTS, ObjectType.NONE),
            object("gammaConstraint", "gamma_constraint", ObjectFamilies.CONSTRAINTS, ObjectType.NONE),
            flag("synchronizedStatistics", "synchronized", false),
            flag("renorm", "renorm", false),
            new ConfigAttribute("renormClipping", "renorm_clipping", ClippingType.CLIPPING, JsonNull.NULL),
            number("renormMomentum", "renorm_momentum", NumberType.NUMBER, 0.99),
            new ConfigAttribute("virtualBatchSize", "virtual_batch_size", CountType.COUNT, new JsonInteger(0)),
            new ConfigAttribute("fused", "fused", FusedType.FUSED, FusedType.constant(Fused.AUTO)),
            flag("trainable", "trainable", true));

    private static ConfigAttribute number(String name, String key, NumberType type, double usual) {
        return new ConfigAttribute(name, key, type, new JsonFloat(usual));
    }

    private static ConfigAttribute flag(String name, String key, boolean usual) {
        return new ConfigAttribute(name, key, FlagType.FLAG, new JsonBoolean(usual));
    }

    private static ConfigAttribute object(String name, String key, ObjectFamily family, String usual) {
        return new ConfigAttribute(name, key, new ObjectType(family, usual), ObjectType.ofKind(usual));
    }

    @Override
    public String annotation() {
        return "BatchNormalization";
    }

    @Override
    public List<String> classNames() {
        return List.of("BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", SYNCHRONIZED_CLASS);
    }

    @Override
    public List<ConfigAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public List<String> keys(LayerConfig config, ConfigFormat format) {
        List<String> keys = new ArrayList<>();
        switch (format.dialect()) {
            case KERAS_3 -> {
                keys.addAll(List.of(NAME, "trainable", DTYPE));
                keys.addAll(COMMON);
                keys.add("synchronized");
                if (format.version() >= WITH_RENORM) {
                    keys.addAll(RENORM);
                }
            }
            case TF_KERAS, TF_KERAS_LEGACY, TF_KERAS_1_15 -> addOfTensorFlow(config, format, keys);
            case TF_LAYERS -> {
                keys.addAll(COMMON);
                keys.addAll(List.of("trainable", NAME));
                keys.addAll(RENORM);
                keys.addAll(List.of("fused", "virtual_batch_size"));
            }
            case R -> {
                keys.addAll(COMMON);
                keys.add("synchronized");
                if (config.flag("renorm")) {
                    keys.addAll(RENORM);
                }
                keys.addAll(List.of(NAME, "trainable", DTYPE));
            }
            case NORMWRIGHT -> throw new IllegalArgumentException("these documents have attributes, not keys");
        }
        return keys;
    }

    private static void addOfTensorFlow(LayerConfig config, ConfigFormat format, List<String> keys) {
        boolean isShapeFirst =
                format.dialect() == ConfigDialect.TF_KERAS_1_15 || format.has(ConfigQuirk.BATCH_SHAPE_FIRST);
        keys.addAll(
                isShapeFirst
                        ? List.of(NAME, "trainable", BATCH_INPUT_SHAPE, DTYPE)
                        : List.of(NAME, "trainable", DTYPE, BATCH_INPUT_SHAPE));
        if (!config.extras().has(BATCH_INPUT_SHAPE)) {
            keys.remove(BATCH_INPUT_SHAPE);
        }
        keys.addAll(COMMON);
        if (config.flag("renorm")) {
            keys.addAll(RENORM);
        }
        if (config.number("virtualBatchSize").orElse(0.0) > 0) {
            keys.add("virtual_batch_size");
        }
        if (!format.has(ConfigQuirk.KEYS_LEFT_OUT)) {
            if (config.flag("synchronizedStatistics")) {
                keys.add("synchronized");
            }
            Optional<JsonValue> fused = config.attribute("fused");
            if (fused.isPresent() && !fused.get().equals(FusedType.constant(Fused.AUTO))) {
                keys.add("fused");
            }
        }
    }

    @Override
    public Set<String> knownKeys(ConfigDialect dialect) {
        Set<String> keys = new HashSet<>(COMMON);
        keys.addAll(RENORM);
        keys.addAll(List.of(NAME, "trainable"));
        if (dialect != ConfigDialect.TF_LAYERS) {
            keys.add(DTYPE);
        }
        if (dialect.isTensorFlow()) {
            keys.addAll(List.of("virtual_batch_size", "fused"));
        }
        if (dialect.isTensorFlow() && dialect != ConfigDialect.TF_LAYERS) {
            keys.add(BATCH_INPUT_SHAPE);
        }
        if (dialect != ConfigDialect.TF_KERAS_1_15 && dialect != ConfigDialect.TF_LAYERS) {
            keys.add("synchronized");
        }
        return keys;
    }

    @Override
    public Set<String> forgotten(ConfigDialect dialect) {
        return switch (dialect) {
            case TF_KERAS, TF_KERAS_LEGACY -> Set.of("synchronizedStatistics", "fused");
            case TF_KERAS_1_15, KERAS_3, R -> Set.of("fused");
            case TF_LAYERS, NORMWRIGHT -> Set.of();
        };
    }

    @Override
    public LayerConfig ofClass(LayerConfig config, String className) {
        return className.equals(SYNCHRONIZED_CLASS)
                ? config.with("synchronizedStatistics", new JsonBoolean(true))
                : config;
    }

    @Override
    public Optional<String> obstacle(LayerConfig config, ConfigFormat format) {
        ConfigDialect dialect = format.dialect();
        boolean isTensorFlow = dialect.isTensorFlow();
        boolean hasRenorm = dialect != ConfigDialect.KERAS_3 || format.version() >= WITH_RENORM;
        if (!isTensorFlow && config.number("virtualBatchSize").orElse(0.0) > 0) {
            return Optional.of("virtualBatchSize");
        }
        if (!hasRenorm && config.flag("renorm")) {
            return Optional.of("renorm, which came with 3.14");
        }
        if (!knownKeys(dialect).contains("synchronized") && config.flag("synchronizedStatistics")) {
            return Optional.of("synchronizedStatistics");
        }
        if (!isTensorFlow && config.flag("adjustment")) {
            return Optional.of("adjustment");
        }
        if (config.flag("cumulativeAverage")) {
            return Optional.of("cumulativeAverage");
        }
        return config.attribute("trackRunningStats").equals(Optional.of(new JsonBoolean(false)))
                ? Optional.of("trackRunningStats = false")
                : Optional.empty();
    }

    /** PyTorch's momentum is the share of the new value; all documents have that of the old one. */
    @Override
    public LayerConfig inTermsOf(Profile profile, LayerConfig config) {
        Optional<JsonValue> momentum = config.attribute("momentum");
        if (profile != Profile.TORCH || !(momentum.orElse(JsonNull.NULL) instanceof JsonNumber number)) {
            return config;
        }
        double share = number.asDouble();
        return Double.isFinite(share) ? config.with("momentum", new JsonFloat(otherShare(share))) : config;
    }

    /** In decimal, so that 0.3 becomes 0.7 and 0.7 becomes 0.3 again. */
    private static double otherShare(double share) {
        return BigDecimal.ONE.subtract(new BigDecimal(PythonFloat.text(share))).doubleValue();
    }

    @Override
    public boolean isUsed(String attribute, LayerConfig config) {
        boolean isOfRenorm = attribute.equals("renormClipping") || attribute.equals("renormMomentum");
        return !isOfRenorm || config.flag("renorm");
    }
}
