package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.DTypePolicy;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.kernels.config.AttributeType.Place;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How documents say the types of a layer (SEMANTICS 3.6 and 9.1). */
final class Policies {

    /** What TensorFlow 1 calls the type that the first input brings. */
    static final String INFER = "_infer";

    private static final String MIXED = "mixed_";

    /** Keras 3 writes an object in the place of a name since this version. */
    private static final int WITH_OBJECTS = 4;

    private static final Set<String> CLASSES = Set.of("DTypePolicy", "Policy", "PolicyV1", "FloatDTypePolicy");

    /** Keys that say nothing of the types. */
    private static final Set<String> WITHOUT_MEANING = Set.of("loss_scale");

    private Policies() {}

    /** Reads the value of the key {@code dtype}. */
    static DTypePolicy read(JsonValue value, Place place) {
        if (value.isNull() && place.dialect().isTensorFlow()) {
            return new DTypePolicy(INFER, DType.FLOAT32, ParameterType.FLOAT32);
        }
        if (value instanceof JsonString string) {
            return named(string.value(), place);
        }
        if (value instanceof JsonObject object) {
            return read(object, place);
        }
        throw place.expected("the name of a type, or a policy", value);
    }

    private static DTypePolicy read(JsonObject object, Place place) {
        String className = object.text("class_name").orElse("");
        JsonObject config = object.object("config").orElse(JsonObject.EMPTY);
        if (!CLASSES.contains(className)) {
            throw new ConfigException(place.path() + ": expected a DTypePolicy, found "
                    + (className.isEmpty() ? "an object without class_name" : className));
        }
        for (String key : config.names()) {
            if (!key.equals("name") && !WITHOUT_MEANING.contains(key)) {
                throw new ConfigException(place.path() + ".config: expected name, found " + key);
            }
        }
        String name = config.text("name")
                .orElseThrow(() -> new ConfigException(place.path() + ".config.name: expected the policy's name"));
        return named(name, place);
    }

    private static DTypePolicy named(String name, Place place) {
        return find(name, place.dialect())
                .orElseThrow(() -> new ConfigException(place.path()
                        + ": expected float32, float64, float16, bfloat16, mixed_float16 or mixed_bfloat16, found "
                        + name));
    }

    private static Optional<DTypePolicy> find(String name, ConfigDialect dialect) {
        boolean isMixed = name.startsWith(MIXED);
        String type = isMixed ? name.substring(MIXED.length()) : name;
        return Arrays.stream(DType.values())
                .filter(dtype -> dtype.name().toLowerCase(Locale.ROOT).equals(type))
                .filter(dtype -> !isMixed || isSixteenBit(dtype))
                .findFirst()
                .map(dtype -> {
                    // Variables of TensorFlow's layers are never of 16 bits.
                    boolean isNarrow = isSixteenBit(dtype) && !isMixed && !dialect.isTensorFlow();
                    return new DTypePolicy(name, dtype, isNarrow ? ParameterType.INPUT : ParameterType.FLOAT32);
                });
    }

    private static boolean isSixteenBit(DType dtype) {
        return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    }

    /** The policy of a layer, under the name that Keras 3 has for it. */
    static DTypePolicy of(DType dtype, ParameterType parameterType) {
        boolean isMixed = isSixteenBit(dtype) && parameterType == ParameterType.FLOAT32;
        String name = dtype.name().toLowerCase(Locale.ROOT);
        return new DTypePolicy(isMixed ? MIXED + name : name, dtype, parameterType);
    }

    /** Writes the value of the key {@code dtype}. */
    static JsonValue write(DTypePolicy policy, ConfigFormat format, Optional<JsonValue> sharedObjectId) {
        ConfigDialect dialect = format.dialect();
        if (policy.name().equals(INFER) && dialect.isTensorFlow()) {
            return JsonNull.NULL;
        }
        String name = name(policy, format);
        boolean isKeras3 = dialect == ConfigDialect.KERAS_3 && format.version() >= WITH_OBJECTS;
        boolean isMixed = name.startsWith(MIXED) && dialect.isTensorFlow();
        if (!isKeras3 && !isMixed) {
            return new JsonString(name);
        }
        Map<String, JsonValue> object = new LinkedHashMap<>();
        boolean isLegacy = isMixed && dialect != ConfigDialect.TF_KERAS;
        if (!isLegacy) {
            object.put("module", new JsonString(isMixed ? "keras.mixed_precision" : "keras"));
        }
        object.put("class_name", new JsonString(isMixed ? "Policy" : "DTypePolicy"));
        object.put("config", new JsonObject(Map.of("name", new JsonString(name))));
        if (!isLegacy) {
            object.put("registered_name", JsonNull.NULL);
        }
        sharedObjectId.ifPresent(id -> object.put("shared_object_id", id));
        return new JsonObject(object);
    }

    /** The name under which a system has the same types. */
    private static String name(DTypePolicy policy, ConfigFormat format) {
        boolean isSame =
                find(policy.name(), format.dialect()).filter(policy::isSameAs).isPresent();
        if (isSame) {
            return policy.name();
        }
        DTypePolicy there = of(policy.dtype(), policy.parameterType());
        return find(there.name(), format.dialect())
                .filter(policy::isSameAs)
                .map(DTypePolicy::name)
                .orElseThrow(() -> new ConfigException("the layers of " + format + " have no variables of "
                        + policy.dtype() + "; parameterType = FLOAT32 would make them float32"));
    }
}
