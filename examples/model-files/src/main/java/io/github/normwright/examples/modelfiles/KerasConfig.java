package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the layers in the configuration of a Keras model, also those of models within it and of layers that wrap another one.
 * Knows the documents of Keras 3, of tf-keras, and of the Keras versions before them.
 */
final class KerasConfig {

    private final List<KerasLayer> layers = new ArrayList<>();

    private KerasConfig() {}

    /** All layers, in the model's order. */
    static List<KerasLayer> layers(Json model) throws IOException {
        KerasConfig config = new KerasConfig();
        config.addModel(model, new Place("", "", ""), new Value(new LayerInput.OfModel(), Optional.empty()));
        return config.layers;
    }

    /**
     * Where a model stands within others: what its layers' names are put after.
     *
     * @param path names of models, each followed by a slash
     * @param group groups of models, each followed by a slash
     * @param root the name of the outermost layer around; empty for the model itself
     */
    private record Place(String path, String group, String root) {}

    /** What goes from layer to layer. */
    private record Value(LayerInput from, Optional<List<Integer>> shape) {}

    private static final Value UNKNOWN = new Value(new LayerInput.Unknown(), Optional.empty());

    private static boolean isModel(Json layer) throws ModelFileException {
        Json config = layer.get("config");
        return config.isArray() || config.isObject() && config.get("layers").isArray();
    }

    /** Adds the layers of a model, and says the shape of what it gives. */
    private Optional<List<Integer>> addModel(Json model, Place place, Value input) throws ModelFileException {
        Json config = model.require("config");
        // Keras 1 and 2.0 wrote a list where there is an object now.
        List<Json> documents =
                config.isArray() ? config.elements() : config.require("layers").elements();
        boolean isChain = model.require("class_name").string().equals("Sequential");
        KerasNames names = new KerasNames();
        Map<String, Value> outputs = new HashMap<>();
        Value last = input;
        for (Json document : documents) {
            String name = name(document);
            String className = document.require("class_name").string();
            String group = place.group() + "layers/" + names.next(className);
            if (className.equals("InputLayer")) {
                Value given = new Value(input.from(), inputLayerShape(document).or(input::shape));
                outputs.put(name, given);
                last = given;
                continue;
            }
            Value taken = isChain ? last : inbound(document, outputs);
            Place own = new Place(place.path() + name, group, place.root().isEmpty() ? name : place.root());
            last = add(document, own, taken);
            outputs.put(name, last);
        }
        // What a graph gives need not be its last layer's.
        return isChain ? last.shape() : Optional.empty();
    }

    private static String name(Json document) throws ModelFileException {
        Optional<Json> own =
                document.get("config").isObject() ? document.get("config").find("name") : Optional.empty();
        return own.isPresent() ? own.get().string() : document.require("name").string();
    }

    /** Adds a layer and what is in it, and says what it gives. */
    private Value add(Json document, Place place, Value input) throws ModelFileException {
        String className = document.require("class_name").string();
        String name = name(document);
        Value output = new Value(new LayerInput.OutputOf(name), Optional.empty());
        if (isModel(document)) {
            Place inner = new Place(place.path() + "/", place.group() + "/", place.root());
            return new Value(output.from(), addModel(document, inner, input));
        }
        Json config = document.require("config");
        Optional<List<Integer>> shape = builtShape(document).or(() -> input.shape());
        layers.add(new KerasLayer(
                place.path(),
                name,
                className,
                isOwn(document),
                config,
                place.group(),
                place.root(),
                input.from(),
                shape));
        Optional<Json> wrapped = config.find("layer").filter(Json::isObject);
        if (wrapped.isPresent() && wrapped.get().find("class_name").isPresent()) {
            Place inner = new Place(place.path() + "/" + name(wrapped.get()), place.group() + "/layer", place.root());
            add(wrapped.get(), inner, UNKNOWN);
        }
        return new Value(output.from(), KerasShapes.output(className, config, shape));
    }

    private static final Set<String> OWN_MODULES = Set.of("keras", "tf_keras", "tensorflow");

    /** A class of the user may have the name of one of Keras'; it is registered, and from another module. */
    private static boolean isOwn(Json document) throws ModelFileException {
        Optional<Json> module = document.find("module");
        return document.get("registered_name").isNull()
                || module.isPresent()
                        && OWN_MODULES.contains(module.get().string().split("\\.")[0]);
    }

    private static Optional<List<Integer>> inputLayerShape(Json document) throws ModelFileException {
        Json config = document.require("config");
        Optional<Json> shape = config.find("batch_shape").or(() -> findQuietly(config, "batch_input_shape"));
        return shape.isPresent() ? KerasShapes.read(shape.get()) : Optional.empty();
    }

    private static Optional<Json> findQuietly(Json config, String key) {
        try {
            return config.find(key);
        } catch (ModelFileException notAnObject) {
            return Optional.empty();
        }
    }

    /** The shape that a layer was built with, where its document says so. */
    private static Optional<List<Integer>> builtShape(Json document) throws ModelFileException {
        Optional<Json> build = document.find("build_config").filter(Json::isObject);
        Optional<Json> built = build.isPresent() ? build.get().find("input_shape") : Optional.empty();
        Optional<Json> first =
                built.isPresent() ? built : document.require("config").find("batch_input_shape");
        return first.isPresent() ? KerasShapes.read(first.get()) : Optional.empty();
    }

    /** What a layer of a graph takes, in its first call. */
    private static Value inbound(Json document, Map<String, Value> outputs) throws ModelFileException {
        Optional<Json> nodes = document.find("inbound_nodes").filter(Json::isArray);
        Optional<Json> tensor = nodes.isPresent() ? KerasTensors.first(nodes.get()) : Optional.empty();
        if (tensor.isEmpty()) {
            return UNKNOWN;
        }
        Value producer = outputs.getOrDefault(KerasTensors.producer(tensor.get()), UNKNOWN);
        return new Value(producer.from(), KerasTensors.shape(tensor.get()).or(producer::shape));
    }
}
