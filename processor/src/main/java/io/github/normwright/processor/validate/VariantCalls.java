package io.github.normwright.processor.validate;

import io.github.normwright.processor.ir.FormulaException;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.Objects;
import java.util.function.Supplier;

/** Calls a variant, whoever wrote it: whatever it does wrong becomes a {@link VariantException}. */
final class VariantCalls {

    private VariantCalls() {}

    /** Lets a variant check a layer. */
    static void check(Variant variant, VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        call(variant, "check", () -> {
            variant.check(spec, precisions, problems);
            return variant;
        });
    }

    /** The formulas of a layer, which can be built. */
    static LayerAlgorithm algorithm(Variant variant, VariantSpec spec, Precision precision) {
        return call(variant, "algorithm", () -> {
            LayerAlgorithm layer = Objects.requireNonNull(variant.algorithm(spec, precision), "it gives no formulas");
            FormulaValidator.check(variant, spec, layer);
            return layer;
        });
    }

    private static <T> T call(Variant variant, String method, Supplier<T> action) {
        try {
            return action.get();
        } catch (VariantException known) {
            throw known;
        } catch (FormulaException formula) {
            throw new VariantException(Message.FORMULA_NAME, variant, formula.formula(), formula.what());
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            throw new VariantException(Message.VARIANT_FAILED, variant, method, failure);
        }
    }
}
