package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The limits of batch renormalization: an object with up to three numbers, or null. A limit that is null is none. */
enum ClippingType implements AttributeType {
    CLIPPING;

    private static final Set<String> LIMITS = Set.of("rmax", "rmin", "dmax");
    private static final Set<String> SCHEDULE = Set.of("firstStep", "lastStep");

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (value.isNull()) {
            return value;
        }
        if (!(value instanceof JsonObject limits)) {
            throw place.expected("an object with rmax, rmin and dmax, or null", value);
        }
        limits.members().forEach((name, limit) -> {
            if (!LIMITS.contains(name)) {
                throw new ConfigException(place.path() + ": expected rmax, rmin and dmax, found " + name);
            }
            if (!limit.isNull() && !(limit instanceof JsonNumber)) {
                throw place.at(name).expected("a number or null", limit);
            }
        });
        return value;
    }

    /** The annotation also has schedules, which lead to the limits. */
    @Override
    public JsonValue readOwn(JsonValue value, Place place) {
        if (!(value instanceof JsonObject object)) {
            return read(value, place);
        }
        Map<String, JsonValue> limits = new LinkedHashMap<>(object.members());
        limits.values()
                .removeIf(limit -> limit instanceof JsonObject schedule
                        && schedule.members().values().stream().allMatch(JsonInteger.class::isInstance)
                        && SCHEDULE.containsAll(schedule.names()));
        read(new JsonObject(limits), place);
        return value;
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        if (value instanceof JsonObject limits) {
            for (String name : limits.names()) {
                if (!LIMITS.contains(name)) {
                    throw new ConfigException(
                            "documents of " + format + " have no " + name + ", which renormClipping has");
                }
            }
        }
        // A layer that renormalizes makes an empty object of none.
        return value.isNull() && config.flag("renorm") ? JsonObject.EMPTY : value;
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return limits(one, comparison).equals(limits(other, comparison));
    }

    private static Map<String, Object> limits(JsonValue value, Comparison comparison) {
        Map<String, Object> limits = new LinkedHashMap<>();
        if (value instanceof JsonObject object) {
            object.members().forEach((name, limit) -> {
                if (limit instanceof JsonNumber number) {
                    limits.put(name, comparison.number(number.asDouble()));
                } else if (limit instanceof JsonObject schedule) {
                    limits.put(name, schedule);
                }
            });
        }
        return limits;
    }

    @Override
    public Optional<String> java(JsonValue value) {
        List<String> limits = new ArrayList<>();
        if (value instanceof JsonObject object) {
            object.members().forEach((name, limit) -> {
                if (limit instanceof JsonNumber number) {
                    limits.add(name + " = " + JavaText.number(number));
                }
            });
        }
        return limits.isEmpty() ? Optional.empty() : Optional.of("@RenormClipping(" + String.join(", ", limits) + ")");
    }
}
