package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Json;
import java.util.List;
import java.util.Optional;

/**
 * A layer in the configuration of a Keras model, of whatever class.
 *
 * @param path its name after those of the models around it
 * @param name its name
 * @param className its class
 * @param isOwn whether Keras itself has that class
 * @param config its own configuration
 * @param group where its weights stand in an HDF5 file of weights, by the order of the layers
 * @param root the name of the outermost layer around it, or its own; that is where its weights stand in a legacy HDF5 file
 * @param input what it takes
 * @param inputShape the shape of that, -1 for sizes that are not known
 */
record KerasLayer(
        String path,
        String name,
        String className,
        boolean isOwn,
        Json config,
        String group,
        String root,
        LayerInput input,
        Optional<List<Integer>> inputShape) {}
