package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.kernels.config.ObjectKind.Fixed;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes an initializer, a regularizer or a constraint as a system writes it. */
final class ObjectWriter {

    /** Keras 3 calls two classes by their names since this version. */
    private static final int SHORT_NAMES = 7;

    /** Keras 3 puts the seed first since this version. */
    private static final int SEED_FIRST = 6;

    /** Keras 3 chooses among axes of weights since this version. */
    private static final int WITH_AXES = 15;

    /**
     * Where an object that was read in a dialect with types keeps its own, null for none: TensorFlow 2 in the mode of TensorFlow 1
     * writes objects of both. One that comes from an annotation has nothing there.
     */
    static final String DTYPE = "dtype";

    private final ObjectFamily family;
    private final ConfigFormat format;
    private final ConfigDialect dialect;

    ObjectWriter(ObjectFamily family, ConfigFormat format) {
        this.family = family;
        this.format = format;
        this.dialect = format.dialect();
    }

    JsonValue write(JsonObject value, String constant) {
        if (constant.equals(ObjectType.NONE)) {
            return JsonNull.NULL;
        }
        if (constant.equals(ObjectFamily.CUSTOM)) {
            return value.get("document").orElseGet(() -> custom(value));
        }
        ObjectKind kind = family.kind(constant);
        boolean isGeneral = hasTypes(dialect) && !value.has(DTYPE);
        return isGeneral && isFunctionInTensorFlow1(kind) ? general(kind, value) : write(kind, value);
    }

    /** Whether initializers have a dtype. */
    static boolean hasTypes(ConfigDialect dialect) {
        return dialect == ConfigDialect.TF_KERAS_1_15 || dialect == ConfigDialect.TF_LAYERS;
    }

    /** In TensorFlow 1.15 these are functions that return an object of a more general class. */
    private boolean isFunctionInTensorFlow1(ObjectKind kind) {
        boolean isPenalty = family == ObjectFamilies.REGULARIZERS;
        boolean isHeOrLecun =
                kind.constant().startsWith("HE_") || kind.constant().startsWith("LECUN_");
        return !kind.general().constant().isEmpty() && (isPenalty || isHeOrLecun);
    }

    private JsonValue general(ObjectKind kind, JsonObject value) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (ObjectArgument argument : kind.arguments()) {
            members.put(argument.attribute(), value.get(argument.attribute()).orElse(argument.usual(true)));
        }
        value.get("sharedObjectId").ifPresent(id -> members.put("sharedObjectId", id));
        for (Fixed fixed : kind.general().fixed()) {
            members.put(
                    fixed.attribute(),
                    fixed.value() instanceof Double number
                            ? new JsonFloat(number)
                            : new JsonString((String) fixed.value()));
        }
        return write(family.kind(kind.general().constant()), new JsonObject(members));
    }

    private JsonValue write(ObjectKind kind, JsonObject value) {
        Map<String, JsonValue> config = new LinkedHashMap<>();
        boolean isTensorFlow = dialect.isTensorFlow();
        boolean isSeedLast = isTensorFlow || dialect == ConfigDialect.KERAS_3 && format.version() < SEED_FIRST;
        for (ObjectArgument argument : kind.arguments(isSeedLast)) {
            config.put(argument.key(), argument(argument, value, isTensorFlow));
        }
        if (kind.constant().equals("IDENTITY") && !isTensorFlow && !value.has("gain")) {
            config.clear();
        }
        if (dialect == ConfigDialect.KERAS_3 && format.version() >= WITH_AXES && isScaling(kind)) {
            config.put("input_axes", JsonNull.NULL);
            config.put("output_axes", JsonNull.NULL);
        }
        if (hasTypes(dialect) && family == ObjectFamilies.INITIALIZERS) {
            JsonValue dtype = value.get(DTYPE).orElse(new JsonString("float32"));
            if (!dtype.isNull()) {
                config.put("dtype", dtype);
            }
        }
        boolean isOld = dialect == ConfigDialect.KERAS_3 && format.version() < SHORT_NAMES;
        Map<String, JsonValue> object = new LinkedHashMap<>();
        envelope(
                family.module(),
                isOld ? kind.oldClassName() : kind.className(),
                new JsonObject(config),
                JsonNull.NULL,
                object);
        value.get("sharedObjectId").ifPresent(id -> object.put("shared_object_id", id));
        return new JsonObject(object);
    }

    private static boolean isScaling(ObjectKind kind) {
        return kind.constant().equals("VARIANCE_SCALING")
                || kind.general().constant().equals("VARIANCE_SCALING");
    }

    private JsonValue argument(ObjectArgument argument, JsonObject value, boolean isTensorFlow) {
        JsonValue written = value.get(argument.attribute()).orElse(argument.usual(isTensorFlow));
        if (argument.type() == ObjectArgument.Type.CHOICE) {
            return new JsonString(written.text().orElseThrow().toLowerCase(Locale.ROOT));
        }
        if (argument.type() == ObjectArgument.Type.AXIS && dialect == ConfigDialect.R) {
            return new JsonInteger(AxisType.toOne(((JsonInteger) written).value()));
        }
        if (argument.type() == ObjectArgument.Type.SEED && dialect == ConfigDialect.KERAS_3) {
            return value.get("seedGenerator").orElse(written);
        }
        if (family == ObjectFamilies.REGULARIZERS && written instanceof JsonNumber number) {
            return factor(number.asDouble(), argument.isRounded(format));
        }
        return written;
    }

    private static JsonValue factor(double factor, boolean isRounded) {
        return new JsonFloat(isRounded ? (float) factor : factor);
    }

    /** A class of the user's own, as Keras would register it. */
    private JsonValue custom(JsonObject value) {
        String name = value.text("custom").orElseThrow();
        String simpleName = ObjectType.simpleName(name);
        String packageName = name.length() > simpleName.length()
                ? name.substring(0, name.length() - simpleName.length() - 1)
                : "Custom";
        String registered = packageName + ">" + simpleName;
        Map<String, JsonValue> object = new LinkedHashMap<>();
        envelope(
                packageName,
                hasModules() ? simpleName : registered,
                JsonObject.EMPTY,
                new JsonString(registered),
                object);
        return new JsonObject(object);
    }

    private boolean hasModules() {
        return dialect == ConfigDialect.KERAS_3 || dialect == ConfigDialect.TF_KERAS || dialect == ConfigDialect.R;
    }

    private void envelope(
            String module, String className, JsonObject config, JsonValue registered, Map<String, JsonValue> object) {
        if (hasModules()) {
            object.put("module", new JsonString(module));
        }
        object.put("class_name", new JsonString(className));
        object.put("config", config);
        if (hasModules()) {
            object.put("registered_name", registered);
        }
    }
}
