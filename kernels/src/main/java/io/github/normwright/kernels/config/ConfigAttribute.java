package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonValue;
import java.util.Optional;

/**
 * An attribute that documents know.
 *
 * @param name its name in the annotation
 * @param key its name in the documents of systems; empty if only our own documents have it
 * @param type what it may be
 * @param usual what it is where the annotation leaves it out, in the annotation's terms
 */
record ConfigAttribute(String name, Optional<String> key, AttributeType type, JsonValue usual) {

    ConfigAttribute(String name, String key, AttributeType type, JsonValue usual) {
        this(name, Optional.of(key), type, usual);
    }

    static ConfigAttribute number(String name, String key, NumberType type, double usual) {
        return new ConfigAttribute(name, key, type, new JsonFloat(usual));
    }

    static ConfigAttribute flag(String name, String key, boolean usual) {
        return new ConfigAttribute(name, key, FlagType.FLAG, new JsonBoolean(usual));
    }

    static ConfigAttribute object(String name, String key, ObjectFamily family, String usual) {
        return new ConfigAttribute(name, key, new ObjectType(family, usual), ObjectType.ofKind(usual));
    }

    /** An attribute that only our own documents have. */
    static ConfigAttribute own(String name, AttributeType type, JsonValue usual) {
        return new ConfigAttribute(name, Optional.empty(), type, usual);
    }

    /** The attribute of a layer of which documents of systems do not say it. */
    ConfigAttribute withoutKey() {
        return own(name, type, usual);
    }
}
