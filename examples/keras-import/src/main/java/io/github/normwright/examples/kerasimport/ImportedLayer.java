package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.examples.modelfiles.ModelLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of a normalization layer of a model. Immutable, but for the generated layer.
 *
 * @param layer the layer
 * @param sourceFile where its annotated source stands in a folder of sources; nothing if none was made
 * @param source that source; empty if none was made
 * @param generated the generated layer with the model's variables in it; nothing if none was made
 * @param comparison how its output compares with the recorded one; nothing if it was not compared
 * @param remarks what is worth knowing, each a sentence
 * @param problem why the layer was not generated, loaded or compared as it should; nothing if all went well
 */
public record ImportedLayer(
        ModelLayer layer,
        Optional<Path> sourceFile,
        String source,
        Optional<NormalizationLayer<?, ?>> generated,
        Optional<Comparison> comparison,
        List<String> remarks,
        Optional<String> problem) {

    /** Copies what it is given. */
    public ImportedLayer {
        remarks = List.copyOf(remarks);
    }

    /** How it went. */
    public enum Outcome {
        /** The output is the recorded one. */
        EQUAL,
        /** The layer was generated and loaded; there was nothing to compare it with. */
        LOADED,
        /** The output is another than the recorded one, or the layer could not be generated or loaded. */
        FAILED,
        /** Layers of this kind are not generated yet. */
        UNSUPPORTED
    }

    /**
     * How it went.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        if (!layer.kind().isGenerated()) {
            return Outcome.UNSUPPORTED;
        }
        if (problem.isPresent() || comparison.isPresent() && !comparison.get().isClose()) {
            return Outcome.FAILED;
        }
        return comparison.isPresent() ? Outcome.EQUAL : Outcome.LOADED;
    }
}
