package io.github.normwright.api.config;

/** Text that is no JSON document, or one that is larger than allowed. */
public final class JsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * @param message what was found, and where
     */
    public JsonException(String message) {
        super(message);
    }
}
