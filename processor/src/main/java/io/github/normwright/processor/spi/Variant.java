package io.github.normwright.processor.spi;

import io.github.normwright.processor.ir.LayerAlgorithm;
import java.util.List;

/** A kind of normalization: an annotation and the mathematics behind it. Implementations have no state. */
public interface Variant {

    /** The canonical name of the annotation. */
    String annotation();

    /** What the layer is called in documentation, such as {@code batch normalization}. */
    String title();

    /** The names of all variables that a layer of this kind may have. */
    List<String> variableNames();

    /**
     * Whether the run time knows the documents in which systems keep such layers; the layers then have a configuration. Layers
     * of third parties have none.
     */
    default boolean hasDocuments() {
        return false;
    }

    /**
     * Checks the variant's own attributes. Shape, axis, dtypes and name are checked already.
     *
     * @param spec the layer
     * @param precisions what it is to be generated for
     * @param problems receives what is wrong
     */
    void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems);

    /**
     * The layer as mathematics.
     *
     * @param spec a layer that passed {@link #check}
     * @param precision the arithmetic, for variants that behave differently in one of them
     */
    LayerAlgorithm algorithm(VariantSpec spec, Precision precision);
}
