package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the tensors that hold the variables of a layer. */
interface KerasVariables {

    /** Those of a file that has none. */
    KerasVariables NONE = new KerasVariables() {
        @Override
        public Map<String, String> of(KerasLayer layer, NormalizationKind kind) {
            return Map.of();
        }

        @Override
        public List<String> tensors(KerasLayer layer) {
            return List.of();
        }
    };

    /**
     * The names of the tensors.
     *
     * @param layer the layer
     * @param kind what it is
     * @return the names of tensors by those of variables, in Keras' order
     * @throws ModelFileException if they are not there, or if there are others
     */
    Map<String, String> of(KerasLayer layer, NormalizationKind kind) throws ModelFileException;

    /**
     * The names of all tensors of a layer of whatever class.
     *
     * @param layer the layer
     * @return the names in Keras' order
     * @throws ModelFileException if two tensors have one name
     */
    List<String> tensors(KerasLayer layer) throws ModelFileException;

    /** The variables that a layer has by its settings, in Keras' order. */
    static List<String> names(Json config, NormalizationKind kind) throws ModelFileException {
        List<String> names = new ArrayList<>();
        if (isOn(config, "scale", true)) {
            names.add("gamma");
        }
        if (isOn(config, "center", true)) {
            names.add("beta");
        }
        if (kind == NormalizationKind.BATCH) {
            names.addAll(List.of("moving_mean", "moving_variance"));
            if (isOn(config, "renorm", false)) {
                names.addAll(List.of("moving_stddev", "renorm_mean", "renorm_stddev"));
            }
        }
        return names;
    }

    private static boolean isOn(Json config, String key, boolean otherwise) throws ModelFileException {
        Object value = config.get(key).value();
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean isOn) {
            return isOn;
        }
        throw config.get(key).origin().refuse("should be true or false, found %s", value);
    }
}
