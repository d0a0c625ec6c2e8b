package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents with a few things in them that nobody would have written. */
final class MutatedDocument {

    private static final String[] TEXTS = {
        "",
        "zeros",
        "Zeros",
        "L1L2",
        "l1_l2",
        "float32",
        "mixed_float16",
        "keras",
        "com.example>Mine",
        "\ud800",
        "BatchNormalization",
        "class_name",
        "DTypePolicy",
        "function",
        "normal"
    };
    private static final long[] WHOLE = {
        0, 1, -1, 2, 3, 7, 64, 65, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final double[] NUMBERS = {
        0, -0.0, 1, 0.5, 1e-5, 1e300, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 4.9e-324
    };
    private static final String[] KEYS = {
        "axis",
        "name",
        "dtype",
        "seed",
        "config",
        "class_name",
        "module",
        "registered_name",
        "shared_object_id",
        "build_config",
        "virtual_batch_size",
        "renorm",
        "renorm_clipping",
        "fused",
        "synchronized",
        "normwright",
        "attributes",
        "extra",
        "batch_input_shape",
        "gamma_initializer",
        "kind",
        "custom"
    };

    private static final String CHARACTERS = "{}[]\",:0123456789.eE+-tfnN\\u \u0000\u00e9";

    private final Random random;

    MutatedDocument(Random random) {
        this.random = random;
    }

    /** Changes a text somewhere. */
    String text(String document) {
        StringBuilder text = new StringBuilder(document);
        for (int changes = 1 + random.nextInt(4); changes > 0 && text.length() > 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, character());
                case 2 -> text.insert(at, character());
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString();
    }

    private char character() {
        return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }

    /** Changes values, keys and their order in a document. */
    JsonValue tree(JsonValue document) {
        JsonValue changed = document;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            changed = changed(changed);
        }
        return changed;
    }

    private JsonValue changed(JsonValue value) {
        if (value instanceof JsonObject object && !object.members().isEmpty() && random.nextInt(8) > 0) {
            return changedObject(object);
        }
        if (value instanceof JsonArray array && !array.elements().isEmpty() && random.nextInt(3) > 0) {
            List<JsonValue> elements = new ArrayList<>(array.elements());
            int at = random.nextInt(elements.size());
            elements.set(at, changed(elements.get(at)));
            return new JsonArray(elements);
        }
        return any(2);
    }

    private JsonValue changedObject(JsonObject object) {
        List<Map.Entry<String, JsonValue>> members =
                new ArrayList<>(object.members().entrySet());
        int at = random.nextInt(members.size());
        switch (random.nextInt(8)) {
            case 0 -> members.remove(at);
            case 1 -> members.add(Map.entry(any(KEYS), any(2)));
            case 2 -> members.add(Map.entry(any(KEYS), members.get(at).getValue()));
            case 3 -> Collections.shuffle(members, random);
            default ->
                members.set(
                        at,
                        Map.entry(
                                members.get(at).getKey(),
                                changed(members.get(at).getValue())));
        }
        Map<String, JsonValue> changed = new LinkedHashMap<>();
        members.forEach(member -> changed.put(member.getKey(), member.getValue()));
        return new JsonObject(changed);
    }

    private JsonValue any(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> new JsonString(any(TEXTS));
            case 1 -> new JsonInteger(WHOLE[random.nextInt(WHOLE.length)]);
            case 2 -> new JsonFloat(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3 -> new JsonBoolean(random.nextBoolean());
            case 4 -> JsonNull.NULL;
            case 5 -> new JsonArray(List.of(any(depth - 1), any(depth - 1)).subList(0, random.nextInt(3)));
            default -> new JsonObject(Map.of(any(KEYS), any(depth - 1)));
        };
    }

    private String any(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
