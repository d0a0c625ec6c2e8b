package io.github.normwright.examples.modelfiles;

/** What a layer of a model takes. */
public sealed interface LayerInput {

    /** The input of the model. */
    record OfModel() implements LayerInput {}

    /**
     * The output of another layer.
     *
     * @param layer the name of that layer
     */
    record OutputOf(String layer) implements LayerInput {}

    /** The file does not say. */
    record Unknown() implements LayerInput {}
}
