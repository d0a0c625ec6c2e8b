package io.github.normwright.processor.variant;

import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How most normalizations end: {@code y = normalized * gamma + beta}, where each of the two may be left out. */
final class AffineOutput {

    /** The names of its variables. */
    static final List<String> VARIABLES = List.of("gamma", "beta");

    private final Settings settings;
    private final Optional<Variable> gamma;
    private final Optional<Variable> beta;
    private final FusedOutput end;

    private AffineOutput(VariantSpec spec, Axes along, boolean hasBeta) {
        this.settings = spec.settings();
        VariableObjects objects = objects(spec, along);
        this.end = FusedOutput.of(settings);
        this.gamma = settings.flag("scale")
                ? Optional.of(new Variable("gamma", along, true, true, 1, objects.ofParameter("gamma")))
                : Optional.empty();
        this.beta = hasBeta
                ? Optional.of(new Variable("beta", along, true, true, 0, objects.ofParameter("beta")))
                : Optional.empty();
    }

    /**
     * The end of a layer with both parameters, as the attributes {@code scale} and {@code center} have it.
     *
     * @param spec the layer
     * @param along the axes of the parameters
     */
    static AffineOutput of(VariantSpec spec, Axes along) {
        return new AffineOutput(spec, along, spec.settings().flag("center"));
    }

    /** As {@link #of}, for a layer that never has a beta. */
    static AffineOutput withoutBeta(VariantSpec spec, Axes along) {
        return new AffineOutput(spec, along, false);
    }

    /** The parameters. */
    List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        gamma.ifPresent(variables::add);
        beta.ifPresent(variables::add);
        return variables;
    }

    /**
     * Delivers the layer's output of values that are divided by their standard deviation first. Where that and gamma together
     * are smaller than the tensor, they become one factor, as in Keras and PyTorch.
     *
     * @param centered the values, without their mean
     * @param variance the variance, to which the layer's epsilon is added
     */
    void standardized(AlgorithmBuilder builder, Expr centered, Expr variance) {
        Expr inverse = builder.define("inverseStddev", Expr.reciprocalSqrt(variance.plus(Epsilon.of(settings))));
        Optional<Expr> scale = gamma.map(variable -> inverse.times(builder.variable(variable)))
                .filter(product -> isSmall(builder.axesOf(product), builder.space()));
        if (scale.isPresent()) {
            shifted(builder, centered.times(builder.define("scale", scale.get())));
        } else {
            output(builder, centered.times(inverse));
        }
    }

    /** Whether something has fewer elements than the tensor. */
    private static boolean isSmall(Axes axes, Axes space) {
        return space.minus(axes).list().stream().anyMatch(axis -> !axis.extent().equals(new Extent.Fixed(1)));
    }

    /** Delivers the layer's output. */
    void output(AlgorithmBuilder builder, Expr normalized) {
        shifted(
                builder,
                gamma.map(variable -> normalized.times(builder.variable(variable)))
                        .orElse(normalized));
    }

    private void shifted(AlgorithmBuilder builder, Expr scaled) {
        end.deliver(
                builder,
                beta.map(variable -> scaled.plus(builder.variable(variable))).orElse(scaled));
    }

    /**
     * Reports what the attributes that it reads must not say.
     *
     * @param parameters the names of the parameters that layers of this kind may have
     */
    static void check(
            VariantSpec spec, Axes along, List<String> parameters, Iterable<Precision> precisions, Problems problems) {
        Epsilon.check(spec.settings(), precisions, problems);
        FusedOutput.check(spec.settings(), problems);
        objects(spec, along).check(parameters, List.of(), problems);
    }

    private static VariableObjects objects(VariantSpec spec, Axes along) {
        List<Integer> shape = along.list().stream()
                .map(Axis::extent)
                .map(extent -> ((Extent.Fixed) extent).size())
                .toList();
        return new VariableObjects(spec.settings(), shape, false);
    }
}
