package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.ConfigQuirk;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The axes of a layer: a whole number, or in TensorFlow, and for some layers in Keras 3, also a list (SEMANTICS 2.4). */
enum AxisType implements AttributeType {
    /** One in Keras 3. */
    AXIS(false, false),
    /** Several, of which a layer of Keras 3 that has been built makes a list in any case. */
    AXES(true, true),
    /** Several, as they are written. */
    AXES_AS_WRITTEN(true, false);

    /** No layer of any system has more. */
    private static final int HIGHEST_RANK = 64;

    private final boolean isSeveralInKeras3;
    private final boolean isListOnceBuilt;

    AxisType(boolean isSeveralInKeras3, boolean isListOnceBuilt) {
        this.isSeveralInKeras3 = isSeveralInKeras3;
        this.isListOnceBuilt = isListOnceBuilt;
    }

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (!(value instanceof JsonArray array)) {
            return number(value, place);
        }
        if (array.elements().isEmpty()) {
            throw new ConfigException(place.path() + ": expected an axis, found an empty list");
        }
        boolean isSingle = array.elements().size() == 1;
        if (!isSingle && !isSeveralInKeras3 && !place.dialect().isTensorFlow()) {
            throw new ConfigException(place.path() + ": expected one axis, which is all that " + place.dialect()
                    + " takes, found " + Json.write(value));
        }
        return new JsonArray(
                array.elements().stream().map(axis -> number(axis, place)).toList());
    }

    @Override
    public JsonValue readOwn(JsonValue value, Place place) {
        // The annotation takes several axes in every profile.
        return read(value, new Place(place.path(), ConfigDialect.TF_KERAS));
    }

    private static JsonValue number(JsonValue value, Place place) {
        if (!(value instanceof JsonInteger axis) || axis.value() < -HIGHEST_RANK || axis.value() > HIGHEST_RANK) {
            throw place.expected("an axis from -64 to 64", value);
        }
        return place.dialect() == ConfigDialect.R ? fromOne(axis, place) : axis;
    }

    /** R counts axes from 1, and negative ones as all others do. */
    private static JsonInteger fromOne(JsonInteger axis, Place place) {
        if (axis.value() == 0) {
            throw new ConfigException(place.path() + ": expected an axis counted from 1, as R does, found 0");
        }
        return axis.value() > 0 ? new JsonInteger(axis.value() - 1) : axis;
    }

    static long toOne(long axis) {
        return axis >= 0 ? axis + 1 : axis;
    }

    /** Whether a document with virtual batches has axes that are one too high: all of them could be. */
    static boolean isShifted(JsonValue value) {
        return value instanceof JsonArray array
                && array.elements().stream().allMatch(axis -> ((JsonInteger) axis).value() >= 2);
    }

    static JsonValue unshifted(JsonArray axes) {
        return new JsonArray(axes.elements().stream()
                .<JsonValue>map(axis -> new JsonInteger(((JsonInteger) axis).value() - 1))
                .toList());
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        List<Integer> axes = config.axis();
        if (isSeveralInKeras3 && format.dialect() == ConfigDialect.KERAS_3) {
            return isListOnceBuilt && config.shape().isPresent() ? list(axes, 0) : value;
        }
        if (!format.dialect().isTensorFlow()) {
            if (axes.size() > 1) {
                throw new ConfigException(format + " takes one axis, and axis names " + axes);
            }
            long axis = axes.get(0);
            return new JsonInteger(format.dialect() == ConfigDialect.R ? toOne(axis) : axis);
        }
        boolean hasVirtualBatches = config.number("virtualBatchSize").orElse(0.0) > 0;
        boolean isShifted = hasVirtualBatches && format.has(ConfigQuirk.SHIFTED_AXIS);
        if (format.has(ConfigQuirk.AXIS_LIST) && hasVirtualBatches == isShifted) {
            return list(fromFront(axes, config), isShifted ? 1 : 0);
        }
        if (format.has(ConfigQuirk.AXIS_LIST) && isSingleList(value) && !isShifted(value)) {
            // As a user had said it, for a layer that has not been built.
            return value;
        }
        if (axes.size() == 1) {
            return new JsonInteger(axes.get(0));
        }
        // With virtual batches, axes counted from the front could be taken for shifted ones.
        return list(hasVirtualBatches ? fromEnd(axes, config) : axes, 0);
    }

    private static boolean isSingleList(JsonValue value) {
        return value instanceof JsonArray array && array.elements().size() == 1;
    }

    private static List<Integer> fromFront(List<Integer> axes, LayerConfig config) {
        return config.shape()
                .map(shape -> axes.stream()
                        .map(axis -> axis < 0 ? axis + shape.size() : axis)
                        .toList())
                .orElse(axes);
    }

    private static List<Integer> fromEnd(List<Integer> axes, LayerConfig config) {
        return config.shape()
                .map(shape -> axes.stream()
                        .map(axis -> axis < 0 ? axis : axis - shape.size())
                        .toList())
                .orElse(axes);
    }

    private static JsonArray list(List<Integer> axes, int shift) {
        return JsonArray.ofIntegers(axes.stream().map(axis -> axis + shift).toList());
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return positions(one, comparison).equals(positions(other, comparison));
    }

    private static TreeSet<Long> positions(JsonValue value, Comparison comparison) {
        return axes(value).stream()
                .map(axis -> axis < 0 ? axis + comparison.rank() : axis)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Long> axes(JsonValue value) {
        List<JsonValue> axes = value instanceof JsonArray array ? array.elements() : List.of(value);
        List<Long> numbers = new ArrayList<>();
        axes.forEach(axis -> numbers.add(((JsonInteger) axis).value()));
        return numbers;
    }

    @Override
    public Optional<String> java(JsonValue value) {
        List<Long> axes = axes(value);
        return Optional.of(
                axes.size() == 1
                        ? axes.get(0).toString()
                        : axes.stream().map(Object::toString).collect(Collectors.joining(", ", "{", "}")));
    }
}
