package io.github.normwright.examples.modelfiles;

import java.util.ArrayList;
import java.util.List;

/**
 * A normalization and a linear layer beside it, with nothing between them. Immutable.
 *
 * @param linear the linear layer
 * @param normalization the normalization
 * @param isLinearFirst whether the normalization takes what the linear layer gives, and not the other way round
 */
public record Neighbours(ModelLinear linear, ModelLayer normalization, boolean isLinearFirst) {

    /**
     * The neighbours in a model.
     *
     * @param model the model
     * @return all of them, in the order of the normalizations, of which folding is legal by the linear layer's padding
     */
    public static List<Neighbours> in(Model model) {
        List<Neighbours> neighbours = new ArrayList<>();
        for (ModelLayer layer : model.layers()) {
            for (ModelLinear linear : model.linears()) {
                if (layer.isGenerated()
                        && parent(layer.path(), layer.name()).equals(parent(linear.path(), linear.name()))) {
                    boolean seesAll =
                            !linear.isPaddedSame() && linear.unpadded().seesWholeKernel();
                    if (takes(layer.input(), linear.name())) {
                        neighbours.add(new Neighbours(linear, layer, true));
                    }
                    if (seesAll && takes(linear.input(), layer.name())) {
                        neighbours.add(new Neighbours(linear, layer, false));
                    }
                }
            }
        }
        return neighbours;
    }

    private static String parent(String path, String name) {
        return path.substring(0, path.length() - name.length());
    }

    private static boolean takes(LayerInput input, String name) {
        return input instanceof LayerInput.OutputOf other && other.layer().equals(name);
    }

    @Override
    public String toString() {
        return isLinearFirst ? linear.path() + "+" + normalization.path() : normalization.path() + "+" + linear.path();
    }
}
