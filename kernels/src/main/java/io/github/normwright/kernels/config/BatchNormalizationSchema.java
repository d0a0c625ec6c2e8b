package io.github.normwright.kernels.config;

import static io.github.normwright.kernels.config.ConfigAttribute.flag;
import static io.github.normwright.kernels.config.ConfigAttribute.number;
import static io.github.normwright.kernels.config.ConfigAttribute.object;

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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final List<ConfigAttribute> ATTRIBUTES = Stream.of(
                    List.of(
                            CommonAttributes.axis(AxisType.AXIS),
                            number("momentum", "momentum", NumberType.SHARE, 0.99),
                            number("epsilon", "epsilon", NumberType.FLOAT_IN_KERAS_3, 1e-3),
                            CommonAttributes.CENTER,
                            CommonAttributes.SCALE),
                    CommonAttributes.INITIALIZERS,
                    List.of(
                            object(
                                    "movingMeanInitializer",
                                    "moving_mean_initializer",
                                    ObjectFamilies.INITIALIZERS,
                                    "ZEROS"),
                            object(
                                    "movingVarianceInitializer",
                                    "moving_variance_initializer",
                                    ObjectFamilies.INITIALIZERS,
                                    "ONES")),
                    CommonAttributes.RESTRAINTS,
                    List.of(
                            flag("synchronizedStatistics", "synchronized", false),
                            flag("renorm", "renorm", false),
                            new ConfigAttribute(
                                    "renormClipping", "renorm_clipping", ClippingType.CLIPPING, JsonNull.NULL),
                            number("renormMomentum", "renorm_momentum", NumberType.NUMBER, 0.99),
                            new ConfigAttribute(
                                    "virtualBatchSize", "virtual_batch_size", CountType.COUNT, new JsonInteger(0)),
                            new ConfigAttribute("fused", "fused", FusedType.FUSED, FusedType.constant(Fused.AUTO)),
                            flag("trainable", "trainable", true)),
                    CommonAttributes.OUTPUT)
            .flatMap(List::stream)
            .toList();

    @Override
    public String annotation() {
        return "BatchNormalization";
    }

    @Override
    public List<String> classNames() {
        return List.of("BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", SYNCHRONIZED_CLASS);
    }

    @Override
    public Set<ConfigDialect> dialects() {
        return EnumSet.complementOf(EnumSet.of(ConfigDialect.NORMWRIGHT));
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
        keys.addAll(LayerSchema.firstOfTensorFlow(config, format));
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
        if (!hasRenorm && config.flag("renorm")) {
            return Optional.of("renorm, which came with 3.14");
        }
        if (!isTensorFlow && config.flag("adjustment")) {
            return Optional.of("adjustment");
        }
        if (config.flag("cumulativeAverage")) {
            return Optional.of("cumulativeAverage");
        }
        return config.attribute("trackRunningStats").equals(Optional.of(new JsonBoolean(false)))
                ? Optional.of("trackRunningStats = false")
                : LayerSchema.super.obstacle(config, format);
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
        return isOfRenorm ? config.flag("renorm") : LayerSchema.super.isUsed(attribute, config);
    }
}
