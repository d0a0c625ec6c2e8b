package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigEnvelope;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.ConfigQuirk;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells of a document how it is written. */
public final class ConfigFormats {

    private static final Set<String> VARIANCE_SCALING = Set.of(
            "VarianceScaling", "GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal");

    private static final int BEFORE_POLICIES = 3;
    private static final int BEFORE_SEEDS_FIRST = 5;
    private static final int BEFORE_SHORT_NAMES = 6;
    private static final int BEFORE_RENORM = 13;
    private static final int BEFORE_AXES = 14;
    private static final int NEWEST = 15;

    private ConfigFormats() {}

    /**
     * How a layer's document is written. A document that a system has written comes out the same if it is read and written
     * again in this format; where several versions of a system write the same, it is one of them.
     *
     * @param document the document of a layer
     * @return the format, with the quirks that the document has
     * @throws ConfigException if it is no object
     */
    public static ConfigFormat of(JsonValue document) {
        if (!(document instanceof JsonObject object)) {
            throw new ConfigException("expected an object, found " + document.kind());
        }
        if (object.has(OwnDocuments.VERSION)) {
            return ConfigFormat.NORMWRIGHT;
        }
        boolean hasEnvelope = object.has("class_name");
        ConfigEnvelope envelope = !hasEnvelope
                ? ConfigEnvelope.NONE
                : object.has("module") ? ConfigEnvelope.REGISTERED : ConfigEnvelope.PLAIN;
        JsonObject config = hasEnvelope ? object.object("config").orElse(JsonObject.EMPTY) : object;
        if (isKeras3(config)) {
            return ConfigFormat.keras3(version(config)).in(envelope);
        }
        if (isFunction(config)) {
            return ConfigFormat.TF_LAYERS;
        }
        return withQuirks(
                tensorFlow(config).in(envelope),
                config,
                object.object("build_config").isPresent());
    }

    private static boolean isKeras3(JsonObject config) {
        boolean hasPolicy = config.object("dtype")
                .flatMap(dtype -> dtype.text("class_name"))
                .filter("DTypePolicy"::equals)
                .isPresent();
        // Before 3.4 a policy was a name, and the key that TensorFlow forgets tells the two apart.
        boolean isOlder = config.has("synchronized")
                && config.get("dtype").orElse(null) instanceof JsonString
                && hasModules(config)
                && !config.has("fused")
                && !config.has("virtual_batch_size")
                && !(config.get("axis").orElse(null) instanceof JsonArray);
        return hasPolicy || isOlder || config.has(VariantSchema.RMS_SCALING);
    }

    private static boolean hasModules(JsonObject config) {
        return objects(config).anyMatch(object -> object.has("module"));
    }

    private static int version(JsonObject config) {
        if (config.get("dtype").orElse(null) instanceof JsonString) {
            return BEFORE_POLICIES;
        }
        if (objects(config).anyMatch(ConfigFormats::hasAxes)) {
            return NEWEST;
        }
        if (config.has("renorm")) {
            boolean isBeforeAxes = objects(config).anyMatch(object -> VARIANCE_SCALING.contains(className(object)));
            return isBeforeAxes ? BEFORE_AXES : NEWEST;
        }
        if (objects(config).anyMatch(ConfigFormats::hasSeedLast)) {
            return BEFORE_SEEDS_FIRST;
        }
        boolean hasLongNames = objects(config)
                .anyMatch(object -> className(object).equals("OrthogonalInitializer")
                        || className(object).equals("IdentityInitializer"));
        return hasLongNames || !hasShortNames(config) ? BEFORE_SHORT_NAMES : BEFORE_RENORM;
    }

    private static boolean hasAxes(JsonObject object) {
        return object.object("config").orElse(JsonObject.EMPTY).has("input_axes");
    }

    private static boolean hasSeedLast(JsonObject object) {
        List<String> keys =
                List.copyOf(object.object("config").orElse(JsonObject.EMPTY).names());
        return keys.indexOf("seed") > 0;
    }

    private static boolean hasShortNames(JsonObject config) {
        return objects(config)
                .anyMatch(object -> className(object).equals("Orthogonal")
                        || className(object).equals("Identity"));
    }

    /** The arguments of a function have no dtype. */
    private static boolean isFunction(JsonObject config) {
        return !config.has("dtype") && (config.has("fused") || config.has("training") || config.has("reuse"));
    }

    private static ConfigFormat tensorFlow(JsonObject config) {
        if (hasModules(config)) {
            return ConfigFormat.TF_KERAS;
        }
        boolean hasTypes = objects(config)
                .anyMatch(object ->
                        object.object("config").orElse(JsonObject.EMPTY).has("dtype"));
        return hasTypes ? ConfigFormat.TF_KERAS_1_15 : ConfigFormat.TF_KERAS_LEGACY;
    }

    private static ConfigFormat withQuirks(ConfigFormat found, JsonObject config, boolean isBuilt) {
        ConfigFormat format = found;
        if (config.get("axis").orElse(null) instanceof JsonArray axis && isOfLayer(axis, isBuilt)) {
            boolean isShifted = config.has("virtual_batch_size") && AxisType.isShifted(axis);
            format = format.with(ConfigQuirk.AXIS_LIST);
            format = isShifted ? format.with(ConfigQuirk.SHIFTED_AXIS) : format;
        }
        if (!config.has("synchronized") && !config.has("fused")) {
            format = format.with(ConfigQuirk.KEYS_LEFT_OUT);
        }
        List<String> keys = new ArrayList<>(config.names());
        boolean isShapeFirst = keys.contains(LayerSchema.BATCH_INPUT_SHAPE)
                && keys.indexOf(LayerSchema.BATCH_INPUT_SHAPE) < keys.indexOf(LayerSchema.DTYPE);
        return isShapeFirst && format.dialect() != ConfigDialect.TF_KERAS_1_15
                ? format.with(ConfigQuirk.BATCH_SHAPE_FIRST)
                : format;
    }

    /** A layer that has been built counts its axes from the front. */
    private static boolean isOfLayer(JsonArray axes, boolean isBuilt) {
        return axes.elements().stream()
                .allMatch(axis -> axis instanceof JsonInteger number && (!isBuilt || number.value() >= 0));
    }

    /** The objects in a layer's configuration. */
    private static Stream<JsonObject> objects(JsonObject config) {
        return config.members().entrySet().stream()
                .filter(member -> !member.getKey().equals("dtype"))
                .map(member -> member.getValue())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private static String className(JsonObject object) {
        return object.text("class_name").orElse("");
    }
}
