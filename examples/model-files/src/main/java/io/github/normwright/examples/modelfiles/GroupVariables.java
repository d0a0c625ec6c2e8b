package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.examples.modelfiles.format.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Variables in an HDF5 file of weights, as {@code .keras} and {@code .weights.h5} have them: each layer has a group, and in that
 * {@code vars} with a dataset for each variable, named by numbers from 0.
 *
 * @param origin the file
 * @param datasets the paths of all datasets in it
 */
record GroupVariables(Origin origin, Set<String> datasets) implements KerasVariables {

    private static String prefix(KerasLayer layer) {
        return layer.group() + "/vars/";
    }

    @Override
    public List<String> tensors(KerasLayer layer) {
        String prefix = prefix(layer);
        return datasets.stream()
                .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
                .toList();
    }

    @Override
    public Map<String, String> of(KerasLayer layer, NormalizationKind kind) throws ModelFileException {
        String prefix = prefix(layer);
        List<String> found = tensors(layer);
        Map<String, String> variables = new LinkedHashMap<>();
        if (!kind.isGenerated()) {
            found.forEach(name -> variables.put(name.substring(prefix.length()), name));
            return variables;
        }
        List<String> wanted = KerasVariables.names(layer.config(), kind);
        for (int i = 0; i < wanted.size(); i++) {
            variables.put(wanted.get(i), prefix + i);
        }
        if (!Set.copyOf(variables.values()).equals(Set.copyOf(found))) {
            throw origin.refuse(
                    "layer %s should have %d variables, %s, in %s, found %d: %s",
                    Origin.quoted(layer.path()), wanted.size(), wanted, prefix, found.size(), found);
        }
        return variables;
    }
}
