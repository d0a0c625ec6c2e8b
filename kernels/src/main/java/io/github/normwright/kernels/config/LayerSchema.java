package io.github.normwright.kernels.config;

import io.github.normwright.api.Activation;
import io.github.normwright.api.Profile;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.ConfigQuirk;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import io.github.normwright.kernels.config.AttributeType.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the documents of one kind of layer look like. */
interface LayerSchema {

    /** The keys that every layer has, whatever its kind. */
    String NAME = "name";

    String DTYPE = "dtype";

    String TRAINABLE = "trainable";

    String BATCH_INPUT_SHAPE = "batch_input_shape";

    /** The keys of TensorFlow that stand before those of a kind of layer, in order. */
    static List<String> firstOfTensorFlow(LayerConfig config, ConfigFormat format) {
        boolean isShapeFirst =
                format.dialect() == ConfigDialect.TF_KERAS_1_15 || format.has(ConfigQuirk.BATCH_SHAPE_FIRST);
        List<String> keys = new ArrayList<>(
                isShapeFirst
                        ? List.of(NAME, TRAINABLE, BATCH_INPUT_SHAPE, DTYPE)
                        : List.of(NAME, TRAINABLE, DTYPE, BATCH_INPUT_SHAPE));
        if (!config.extras().has(BATCH_INPUT_SHAPE)) {
            keys.remove(BATCH_INPUT_SHAPE);
        }
        return keys;
    }

    /** The simple name of the annotation. */
    String annotation();

    /** The names of the class in documents; the first is the one to write. None if no system but ours has documents. */
    List<String> classNames();

    /** The module of the class in Keras. */
    default String module() {
        return "keras.layers";
    }

    /** Whose documents there are, apart from our own. */
    Set<ConfigDialect> dialects();

    /**
     * Checks that a system has documents of such layers.
     *
     * @throws ConfigException if it has none
     */
    default void check(ConfigDialect dialect) {
        if (!dialects().contains(dialect)) {
            throw new ConfigException("there are no documents of @" + annotation() + " in " + dialect);
        }
    }

    /** All attributes that documents may say. */
    List<ConfigAttribute> attributes();

    /** The profile of an annotation that names none. */
    default Profile usualProfile() {
        return Profile.KERAS_3;
    }

    /** Whether layers have variables, whose types a policy decides. */
    default boolean hasVariables() {
        return true;
    }

    /** The keys that a format writes for a layer, in order. */
    List<String> keys(LayerConfig config, ConfigFormat format);

    /** The keys that a dialect's documents may have. */
    Set<String> knownKeys(ConfigDialect dialect);

    /** The attributes of which a document says nothing where their key is missing. In all others it says the usual. */
    default Set<String> forgotten(ConfigDialect dialect) {
        return Set.of();
    }

    /** What the class of a document says beyond its keys. */
    default LayerConfig ofClass(LayerConfig config, String className) {
        return config;
    }

    /** Why a format cannot describe a layer, if so: without a key, an attribute can only be what it usually is. */
    default Optional<String> obstacle(LayerConfig config, ConfigFormat format) {
        Set<String> keys = knownKeys(format.dialect());
        return attributes().stream()
                .filter(attribute -> attribute.key().filter(keys::contains).isEmpty())
                .filter(attribute -> !forgotten(format.dialect()).contains(attribute.name()))
                .filter(attribute -> isUsed(attribute.name(), config))
                .filter(attribute -> config.attribute(attribute.name())
                        .filter(value -> !isUsual(attribute, value, profile(config.attributes())))
                        .isPresent())
                .map(attribute -> config.attribute(attribute.name()).equals(Optional.of(new JsonBoolean(false)))
                        ? attribute.name() + " = false"
                        : attribute.name())
                .findFirst();
    }

    private boolean isUsual(ConfigAttribute attribute, JsonValue value, Profile profile) {
        return attribute.type().isSame(value, usual(attribute, profile), new Comparison(false, 0, 0));
    }

    /** The annotation's terms for a document's values, or the other way round, where a profile has its own terms. */
    default LayerConfig inTermsOf(Profile profile, LayerConfig config) {
        return config;
    }

    /** Whether an attribute has an effect on a layer. */
    default boolean isUsed(String attribute, LayerConfig config) {
        return switch (attribute) {
            case "negativeSlope" -> hasActivation(config, Activation.LEAKY_RELU);
            case "eluAlpha" -> hasActivation(config, Activation.ELU);
            default -> true;
        };
    }

    private static boolean hasActivation(LayerConfig config, Activation activation) {
        return config.attribute("activation").equals(Optional.of(ChoiceType.constant(activation)));
    }

    /** What an attribute is where the annotation leaves it out. */
    default JsonValue usual(ConfigAttribute attribute, Profile profile) {
        return switch (attribute.name()) {
            case "momentum" -> new JsonFloat(profile.usualMomentum());
            case "epsilon" -> new JsonFloat(profile.usualEpsilon());
            case "negativeSlope" -> new JsonFloat(profile.usualNegativeSlope());
            default -> attribute.usual();
        };
    }

    /** The profile that attributes name, or else the usual one. */
    default Profile profile(JsonObject attributes) {
        return attributes.text("profile").map(Profile::valueOf).orElse(usualProfile());
    }

    /** Adds what is left out: the defaults of a profile, and those of the annotation. */
    default void complete(Map<String, JsonValue> attributes, Profile profile) {
        attributes().forEach(attribute -> attributes.putIfAbsent(attribute.name(), usual(attribute, profile)));
    }

    /** The attribute of a name. */
    default Optional<ConfigAttribute> attribute(String name) {
        return attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
    }

    /** The attribute of a key. */
    default Optional<ConfigAttribute> ofKey(String key) {
        return attributes().stream()
                .filter(attribute -> attribute.key().equals(Optional.of(key)))
                .findFirst();
    }
}
