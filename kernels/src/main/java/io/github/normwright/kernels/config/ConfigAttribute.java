package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonValue;

/**
 * An attribute that documents know.
 *
 * @param name its name in the annotation
 * @param key its name in documents
 * @param type what it may be
 * @param usual what it is where the annotation leaves it out, in the annotation's terms
 */
record ConfigAttribute(String name, String key, AttributeType type, JsonValue usual) {}
