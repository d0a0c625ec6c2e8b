package io.github.normwright.processor.variant;

import com.google.auto.service.AutoService;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;

/** Batch normalization, in the behaviours of TensorFlow, Keras, PyTorch and ONNX. */
@AutoService(Variant.class)
public final class BatchNormalizationVariant implements Variant {

    @Override
    public String annotation() {
        return "io.github.normwright.api.BatchNormalization";
    }

    @Override
    public String title() {
        return "batch normalization";
    }

    @Override
    public boolean hasDocuments() {
        return true;
    }

    @Override
    public List<String> variableNames() {
        return BatchVariables.NAMES;
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        new BatchNormalizationRules(spec, precisions, problems).check();
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        return new BatchNormalizationFormulas(spec, BatchNormalizationSettings.of(spec, precision)).layer();
    }
}
