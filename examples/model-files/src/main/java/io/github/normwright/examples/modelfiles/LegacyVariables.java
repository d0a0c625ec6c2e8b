package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Hdf5File;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.examples.modelfiles.format.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variables in a legacy HDF5 file: each layer of the outermost model has a group, whose attribute {@code weight_names} lists
 * datasets, such as {@code bn/gamma:0}.
 */
final class LegacyVariables implements KerasVariables {

    private final Origin origin;
    private final Map<String, List<String>> weights;

    private LegacyVariables(Origin origin, Map<String, List<String>> weights) {
        this.origin = origin;
        this.weights = weights;
    }

    /**
     * Reads the lists of names.
     *
     * @param origin the file
     * @param file the file, open
     * @param group where the layers' groups are
     */
    static LegacyVariables read(Origin origin, Hdf5File file, String group) throws IOException {
        Map<String, List<String>> weights = new LinkedHashMap<>();
        for (String layer : names(file, group, "layer_names")) {
            String path = group.isEmpty() ? layer : group + "/" + layer;
            List<String> datasets = new ArrayList<>();
            for (String weight : names(file, path, "weight_names")) {
                datasets.add(path + "/" + weight);
            }
            weights.put(layer, datasets);
        }
        return new LegacyVariables(origin, weights);
    }

    /** A list that is too long for an attribute stands in several of them, with numbers after the name. */
    private static List<String> names(Hdf5File file, String path, String attribute) throws IOException {
        Optional<List<String>> whole = file.texts(path, attribute);
        if (whole.isPresent()) {
            return whole.get();
        }
        List<String> names = new ArrayList<>();
        Optional<List<String>> part = file.texts(path, attribute + 0);
        for (int i = 1; part.isPresent(); i++) {
            names.addAll(part.get());
            part = file.texts(path, attribute + i);
        }
        return names;
    }

    @Override
    public Map<String, String> of(KerasLayer layer, NormalizationKind kind) throws ModelFileException {
        Map<String, String> found = found(layer);
        return kind.isGenerated() ? ordered(layer, kind, found) : found;
    }

    @Override
    public List<String> tensors(KerasLayer layer) throws ModelFileException {
        return List.copyOf(found(layer).values());
    }

    private Map<String, String> found(KerasLayer layer) throws ModelFileException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String dataset : weights.getOrDefault(layer.root(), List.of())) {
            String[] parts = dataset.split("/");
            boolean isOfLayer = parts.length >= 2 && parts[parts.length - 2].equals(layer.name());
            String variable = parts[parts.length - 1].replaceFirst(":\\d+$", "");
            if (isOfLayer && found.put(variable, dataset) != null) {
                throw origin.refuse(
                        "layer %s has two variables %s: several layers within %s have its name",
                        Origin.quoted(layer.path()), variable, Origin.quoted(layer.root()));
            }
        }
        return found;
    }

    private Map<String, String> ordered(KerasLayer layer, NormalizationKind kind, Map<String, String> found)
            throws ModelFileException {
        List<String> wanted = KerasVariables.names(layer.config(), kind);
        Map<String, String> variables = new LinkedHashMap<>();
        wanted.forEach(name -> variables.put(name, found.get(name)));
        if (!found.keySet().equals(variables.keySet())) {
            throw origin.refuse(
                    "layer %s should have %d variables, %s, found %d: %s",
                    Origin.quoted(layer.path()), wanted.size(), wanted, found.size(), found.keySet());
        }
        return variables;
    }
}
