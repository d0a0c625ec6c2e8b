package io.github.normwright.kernels.config;

import io.github.normwright.api.Profile;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the documents of one kind of layer look like. */
interface LayerSchema {

    /** The schemas of all kinds. */
    List<LayerSchema> ALL = List.of(new BatchNormalizationSchema());

    /** The keys that every layer has, whatever its kind. */
    String NAME = "name";

    String DTYPE = "dtype";

    String BATCH_INPUT_SHAPE = "batch_input_shape";

    /** The schema of an annotation. */
    static LayerSchema ofAnnotation(String annotation) {
        return ALL.stream()
                .filter(schema -> schema.annotation().equals(annotation))
                .findFirst()
                .orElseThrow(() -> new ConfigException("there are no documents of @" + annotation));
    }

    /** The schema of the layers of a class of Keras, if it is known. */
    static Optional<LayerSchema> ofClass(String className) {
        return ALL.stream()
                .filter(schema -> schema.classNames().contains(className))
                .findFirst();
    }

    /** The simple name of the annotation. */
    String annotation();

    /** The names of the class in documents; the first is the one to write. */
    List<String> classNames();

    /** The module of the class in Keras. */
    default String module() {
        return "keras.layers";
    }

    /** All attributes that documents may say. */
    List<ConfigAttribute> attributes();

    /** The keys that a format writes for a layer, in order. */
    List<String> keys(LayerConfig config, ConfigFormat format);

    /** The keys that a dialect's documents may have. */
    Set<String> knownKeys(ConfigDialect dialect);

    /** The attributes of which a document says nothing where their key is missing. In all others it says the usual. */
    Set<String> forgotten(ConfigDialect dialect);

    /** What the class of a document says beyond its keys. */
    LayerConfig ofClass(LayerConfig config, String className);

    /** Why a format cannot describe a layer, if so. */
    Optional<String> obstacle(LayerConfig config, ConfigFormat format);

    /** The annotation's terms for a document's values, or the other way round, where a profile has its own terms. */
    LayerConfig inTermsOf(Profile profile, LayerConfig config);

    /** Whether an attribute has an effect on a layer. */
    boolean isUsed(String attribute, LayerConfig config);

    /** Adds what is left out: the defaults of a profile, and those of the annotation. */
    default void complete(Map<String, JsonValue> attributes, Profile profile) {
        attributes.putIfAbsent("momentum", new JsonFloat(profile.usualMomentum()));
        attributes.putIfAbsent("epsilon", new JsonFloat(profile.usualEpsilon()));
        attributes().forEach(attribute -> attributes.putIfAbsent(attribute.name(), attribute.usual()));
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
                .filter(attribute -> attribute.key().equals(key))
                .findFirst();
    }
}
