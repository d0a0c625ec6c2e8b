package io.github.normwright.processor.validate;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Formulas;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Variant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what one algorithm of a layer delivers. */
final class ResultValidator {

    private final Variant variant;
    private final LayerAlgorithm layer;
    private final Algorithm algorithm;

    ResultValidator(Variant variant, LayerAlgorithm layer, Algorithm algorithm) {
        this.variant = variant;
        this.layer = layer;
        this.algorithm = algorithm;
    }

    void check() {
        String name = algorithm == layer.inference() ? "inference" : "training";
        if (!name.equals(algorithm.name())) {
            throw mistake("the name of the algorithm must be " + name);
        }
        List<String> outputs =
                algorithm.outputs().stream().map(Result.Output::target).toList();
        if (!outputs.equals(List.of(LayerAlgorithm.OUTPUT))) {
            throw mistake("it delivers the tensors " + outputs + " and not y alone");
        }
        if (!dependsOnInput(algorithm.outputs().get(0))) {
            throw mistake("y does not depend on x");
        }
        if (!algorithm.parameterGradients().isEmpty()) {
            throw mistake("gradients are derived; a variant writes none");
        }
        boolean hasUpdates =
                !algorithm.updates().isEmpty() || !algorithm.checks().isEmpty();
        if (algorithm == layer.inference() && hasUpdates) {
            throw mistake("it updates or checks something, which only training may");
        }
        Set<String> updated = new HashSet<>();
        for (Result.Update update : algorithm.updates()) {
            if (layer.variables().stream().noneMatch(variable -> variable.name().equals(update.target()))) {
                throw mistake(update, "the layer has no variable of that name");
            }
            if (!updated.add(update.target())) {
                throw mistake(update, "the variable is updated twice");
            }
            checkSmall(update);
        }
        algorithm.checks().forEach(this::checkSmall);
    }

    /** A value for a variable must not be as large as the input. */
    private void checkSmall(Result result) {
        Axes along = algorithm.axesOf(result.value());
        Axes small = algorithm.keptAxes().union(algorithm.variableAxes());
        if (!small.containsAll(along)) {
            throw mistake(result, "the value varies along " + along.minus(small) + "; reduce it first");
        }
    }

    private boolean dependsOnInput(Result output) {
        Set<String> needed = new HashSet<>(Exprs.names(output.value()));
        List<Definition> definitions = algorithm.definitions();
        for (int i = definitions.size() - 1; i >= 0; i--) {
            if (definitions.get(i).names().stream().anyMatch(needed::contains)) {
                needed.addAll(definitions.get(i).reads());
            }
        }
        return needed.contains(LayerAlgorithm.INPUT);
    }

    private VariantException mistake(Result result, String what) {
        return mistake("\"%s\": %s".formatted(Formulas.of(result), what));
    }

    private VariantException mistake(String what) {
        return new VariantException(Message.FORMULA_RESULT, variant, algorithm.name(), what);
    }
}
