package io.github.normwright.examples.modelfiles;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A normalization layer of a model. Immutable.
 *
 * @param path the layer's name after those of the models around it, with slashes between them; unique in its model
 * @param name the layer's name
 * @param kind what it does
 * @param profile the system whose numbers it gives
 * @param dtype the type of its input and output
 * @param settings its settings by the names that Keras has for them, whatever the system; {@code momentum} is the share of the
 *     old value that is kept. Values are those of {@link io.github.normwright.examples.modelfiles.format.Json}
 * @param inputShape the shape of its input, -1 for sizes that are not known; nothing if not even the rank is known
 * @param input what it takes
 * @param variables the names of the tensors that hold its variables, by the names of the variables, in Keras' order
 * @param assumptions what is not in the file and was assumed, each a sentence
 * @param problem why no layer can be made of it; nothing if one can
 */
public record ModelLayer(
        String path,
        String name,
        NormalizationKind kind,
        Profile profile,
        DType dtype,
        Map<String, Object> settings,
        Optional<List<Integer>> inputShape,
        LayerInput input,
        Map<String, String> variables,
        List<String> assumptions,
        Optional<String> problem) {

    /** Copies what it is given. */
    public ModelLayer {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        inputShape = inputShape.map(List::copyOf);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        assumptions = List.copyOf(assumptions);
    }

    /**
     * Whether a generated layer can take its place.
     *
     * @return false for kinds that are not generated, and if there is a problem
     */
    public boolean isGenerated() {
        return kind.isGenerated() && problem.isEmpty();
    }

    /**
     * The axes that the layer keeps statistics for.
     *
     * @return its setting {@code axis}, as a list; the last one if there is none
     */
    public List<Integer> axes() {
        Object axis = settings.get("axis");
        if (axis instanceof Long one) {
            return List.of(one.intValue());
        }
        List<Integer> axes = new ArrayList<>();
        if (axis instanceof List<?> several) {
            for (Object each : several) {
                axes.add(each instanceof Long integer ? integer.intValue() : -1);
            }
        }
        return axes.isEmpty() ? List.of(-1) : List.copyOf(axes);
    }
}
