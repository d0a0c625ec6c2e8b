package io.github.normwright.examples.modelfiles;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.examples.modelfiles.format.Hdf5File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds batch normalization in an HDF5 file of weights without the model they belong to. The groups are named after classes,
 * so the layers can be found; their settings cannot.
 */
final class BareWeights {

    private static final Pattern GROUP = Pattern.compile("(.*/)?((sync_)?batch_normalization(_\\d+)?)/vars");

    private BareWeights() {}

    static List<ModelLayer> layers(Hdf5File file) throws IOException {
        List<ModelLayer> layers = new ArrayList<>();
        for (String group : file.groups()) {
            Matcher matcher = GROUP.matcher(group);
            if (matcher.matches() && !group.startsWith("optimizer/")) {
                layers.add(layer(file, group, matcher.group(2)));
            }
        }
        return layers;
    }

    private static ModelLayer layer(Hdf5File file, String group, String groupName) throws IOException {
        String name = file.text(group, "name").orElse(groupName);
        String path = group.substring(0, group.length() - "/vars".length());
        List<String> datasets = file.tensors().keySet().stream()
                .filter(dataset -> dataset.startsWith(group + "/"))
                .toList();
        for (int i = 0; i < datasets.size(); i++) {
            if (!datasets.contains(group + "/" + i)) {
                throw file.origin()
                        .within(group)
                        .refuse(
                                "should have %d variables named by numbers from 0, found %s",
                                datasets.size(), datasets);
            }
        }
        Map<String, String> variables = new LinkedHashMap<>();
        datasets.forEach(dataset -> variables.put(dataset.substring(group.length() + 1), dataset));
        return new ModelLayer(
                path,
                name,
                NormalizationKind.BATCH,
                Profile.KERAS_3,
                DType.FLOAT32,
                Map.of(),
                Optional.empty(),
                new LayerInput.Unknown(),
                variables,
                List.of(),
                Optional.of(
                        "has weights but no settings in this file; name the .keras, .h5 or .json file of the model that"
                                + " has them (epsilon, center and scale change the numbers)"));
    }
}
