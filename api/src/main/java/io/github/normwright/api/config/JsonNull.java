package io.github.normwright.api.config;

/** The value {@code null}: {@code None} in Python. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public String kind() {
        return "null";
    }
}
