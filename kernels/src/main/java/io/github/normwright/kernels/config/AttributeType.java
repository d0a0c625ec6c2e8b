package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Optional;

/** What an attribute may be, and how documents and annotations say it. */
interface AttributeType {

    /**
     * From a document to the terms of the annotation.
     *
     * @throws ConfigException if the value makes no sense
     */
    JsonValue read(JsonValue value, Place place);

    /**
     * From a document of our own, which has the terms of the annotation already.
     *
     * @throws ConfigException if the value makes no sense
     */
    default JsonValue readOwn(JsonValue value, Place place) {
        return read(value, place);
    }

    /**
     * From the terms of the annotation to a document.
     *
     * @param config what else the layer is
     * @throws ConfigException if the format cannot say it
     */
    JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format);

    /** Whether two values, in the terms of the annotation, make no difference. */
    boolean isSame(JsonValue one, JsonValue other, Comparison comparison);

    /** How the annotation says a value; empty where it would leave the attribute out. */
    Optional<String> java(JsonValue value);

    /**
     * Where a value stands.
     *
     * @param path the keys that lead to it
     * @param dialect whose document it is
     */
    record Place(String path, ConfigDialect dialect) {

        /** The place of a member. */
        Place at(String key) {
            return new Place(path + "." + key, dialect);
        }

        /** Says what is wrong here. */
        ConfigException expected(String what, JsonValue found) {
            return new ConfigException(path + ": expected " + what + ", found " + found.kind());
        }
    }

    /**
     * How values are compared.
     *
     * @param inFloats whether numbers count as floats, which is all that layers of 32 bits and fewer see of them
     * @param rank the rank of the layer's input
     * @param channels the number of values along the layer's axes
     */
    record Comparison(boolean inFloats, int rank, int channels) {

        /** A number as it counts. */
        Object number(double value) {
            // A negative zero is a zero.
            return inFloats ? (Object) ((float) value + 0.0f) : (Object) (value + 0.0);
        }
    }
}
