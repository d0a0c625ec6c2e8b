package io.github.normwright.api.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A document that describes no layer, or another layer than the one it was read for; or a layer that a format cannot describe. */
public final class ConfigException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<ConfigDifference> differences;

    /**
     * @param message what was found, where, and what is allowed
     */
    public ConfigException(String message) {
        super(message);
        differences = List.of();
    }

    /**
     * @param type the specification
     * @param differences in what it differs from the document, at least one
     */
    public ConfigException(String type, List<ConfigDifference> differences) {
        super(differences.stream()
                .map(ConfigDifference::toString)
                .collect(Collectors.joining("; ", "the document is not of " + type + ": ", "")));
        this.differences = List.copyOf(differences);
    }

    /**
     * The points in which the document differs from the specification.
     *
     * @return the points; none if the document is wrong in itself
     */
    public List<ConfigDifference> differences() {
        return differences == null ? List.of() : differences;
    }
}
