package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.ChannelAffine;
import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelLayer;
import io.github.normwright.examples.modelfiles.Neighbours;
import io.github.normwright.examples.modelfiles.format.Tensor;
import io.github.normwright.kernels.fold.Folding;
import io.github.normwright.kernels.fold.LinearLayer;
import io.github.normwright.kernels.fold.LinearReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Folds normalizations of a model into the linear layers beside them, and compares with what was recorded. */
public final class FoldedForm {

    private FoldedForm() {}

    /**
     * Folds a normalization, and compares the one layer with the recorded output of the two.
     *
     * @param model the model
     * @param neighbours a normalization of it and the linear layer beside it
     * @param layers the imported layers of the model
     * @return how they compare; nothing if what they take or give was not recorded
     * @throws IOException if a file cannot be read, or is damaged
     * @throws IllegalArgumentException if folding is not possible, or the recording is of other shapes
     */
    public static Optional<Comparison> compare(Model model, Neighbours neighbours, List<ImportedLayer> layers)
            throws IOException {
        Optional<Path> path = Recording.beside(model.file());
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (Recording recording = Recording.open(path.get())) {
            ModelLayer layer = neighbours.normalization();
            Optional<String> input =
                    neighbours.isLinearFirst() ? recording.input(neighbours.linear()) : recording.input(layer);
            Optional<String> output = neighbours.isLinearFirst()
                    ? recording.output(layer)
                    : recording.output(
                            neighbours.linear().path(), neighbours.linear().name());
            if (input.isEmpty() || output.isEmpty()) {
                return Optional.empty();
            }
            Tensor x = recording.read(input.get());
            LinearLayer<?> folded =
                    folded(model, neighbours, affine(layers, layer), x.info().shape());
            double[] y = LinearReference.run(folded, x.toDoubles(), x.info().shape());
            double[] recorded = recording.read(output.get()).toDoubles();
            if (y.length != recorded.length) {
                throw new IllegalArgumentException(
                        "the folded layer gives " + y.length + " values, recorded are " + recorded.length);
            }
            return Optional.of(Comparison.of(layer.dtype(), y, recorded));
        }
    }

    private static LinearLayer<?> folded(Model model, Neighbours neighbours, ChannelAffine affine, List<Integer> input)
            throws IOException {
        LinearLayer<?> linear = model.read(neighbours.linear(), input);
        return neighbours.isLinearFirst() ? Folding.intoPrevious(affine, linear) : Folding.intoNext(affine, linear);
    }

    private static ChannelAffine affine(List<ImportedLayer> layers, ModelLayer layer) {
        return layers.stream()
                .filter(imported -> imported.layer().equals(layer))
                .flatMap(imported -> imported.generated().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(layer.path() + " was not generated"))
                .inferenceAffine();
    }
}
