package io.github.normwright.processor.validate;

import io.github.normwright.api.DType;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.read.RawSpec;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;
import java.util.Map;

/**
 * A layer that can be built.
 *
 * @param raw what it was read from
 * @param variant the kind of normalization
 * @param classes what its classes are called
 * @param layerName its own name
 * @param dtypes the dtypes to build it for, in the order of the annotation
 * @param spec what the variant needs to know
 * @param algorithms the formulas, checked, for each arithmetic that the dtypes need
 */
public record LayerSpec(
        RawSpec raw,
        Variant variant,
        ClassNames classes,
        String layerName,
        List<DType> dtypes,
        VariantSpec spec,
        Map<Precision, LayerAlgorithm> algorithms) {

    public LayerSpec {
        dtypes = List.copyOf(dtypes);
        algorithms = Map.copyOf(algorithms);
    }
}
