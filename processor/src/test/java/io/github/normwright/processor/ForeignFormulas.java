package io.github.normwright.processor;

import static io.github.normwright.processor.ForeignVariant.alike;

import io.github.normwright.processor.ForeignVariant.Lines;
import io.github.normwright.processor.ForeignVariant.Writer;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What strangers may write, right and wrong. */
final class ForeignFormulas {

    private ForeignFormulas() {}

    /** Formulas that nothing is wrong with, though no variant of the house has their like. */
    static Map<String, Lines> right() {
        Map<String, Lines> lines = new LinkedHashMap<>();
        lines.put(
                "good",
                (b, x, others, gamma) ->
                        b.output("y", x.times(mean(b, "m", x, others)).times(gamma)));
        lines.put("gamma without use", (b, x, others, gamma) -> b.output("y", x.minus(mean(b, "m", x, others))));
        lines.put(
                "no reduction",
                (b, x, others, gamma) -> b.output("y", x.times(gamma).plus(gamma)));
        lines.put("nothing but x", (b, x, others, gamma) -> b.output("y", x.times(2)));
        lines.put("sums along different axes", (b, x, others, gamma) -> {
            Axes samples = Axes.of(b.space().list().get(0));
            Expr ofSample = mean(b, "ofSample", x, others);
            Expr ofBatch = mean(b, "ofBatch", x, others.union(samples));
            b.output("y", x.minus(ofSample).times(gamma).plus(ofBatch));
        });
        lines.put("moments of samples and of their rows", (b, x, others, gamma) -> {
            Axes channels = b.axesOf(gamma);
            AlgorithmBuilder.Moments ofSample = b.moments("mean", "variance", x, others.union(channels));
            AlgorithmBuilder.Moments ofRow = b.moments("rowMean", "rowVariance", x, channels);
            Expr scale = Expr.reciprocalSqrt(ofSample.variance().plus(0.1));
            b.output("y", x.minus(ofSample.mean()).times(scale).times(gamma).plus(ofRow.variance()));
        });
        lines.put("means of means", (b, x, others, gamma) -> {
            Expr inner = mean(b, "inside", x, others);
            b.output("y", x.minus(mean(b, "above", inner, b.axesOf(inner))).times(gamma));
        });
        lines.put(
                "a sum of a parameter",
                (b, x, others, gamma) ->
                        b.output("y", x.dividedBy(b.sum("norm", gamma.times(gamma), b.axesOf(gamma)))));
        lines.put(
                "a choice",
                (b, x, others, gamma) -> b.output(
                        "y",
                        new Expr.Select(
                                Comparison.GREATER,
                                x,
                                gamma,
                                x,
                                mean(b, "m", x, others).times(x))));
        lines.put("limits", (b, x, others, gamma) -> {
            Expr limit = new Expr.Setting("limit", Double.POSITIVE_INFINITY);
            b.output("y", Expr.minimum(Expr.maximum(x, gamma), limit));
        });
        return lines;
    }

    /** All formulas by name. */
    static Map<String, Writer> writers() {
        Map<String, Writer> writers = new LinkedHashMap<>();
        right().forEach((name, lines) -> writers.put(name, alike(lines)));
        writers.putAll(wrong());
        return writers;
    }

    private static Map<String, Writer> wrong() {
        Map<String, Writer> writers = new LinkedHashMap<>();
        writers.put("null", (spec, others, gamma) -> null);
        writers.put("exception", (spec, others, gamma) -> {
            throw new IllegalStateException("out of order");
        });
        writers.put("other version", (spec, others, gamma) -> {
            throw new NoSuchMethodError("logarithm");
        });
        names(writers);
        reductions(writers);
        variables(writers);
        results(writers);
        writers.put(
                "no derivative",
                alike((b, x, others, gamma) -> b.output("y", new Expr.Unary(UnaryOperator.LAST_BITS_AS_EXPONENT, x))));
        writers.put("weight", alike((b, x, others, gamma) -> {
            b.add(new Definition.Moments(
                    "mean", "variance", Optional.empty(), x, Optional.of(x.times(x)), others, false));
            b.output("y", x.minus(Expr.ref("mean")));
        }));
        return writers;
    }

    private static void names(Map<String, Writer> writers) {
        writers.put("unknown", alike((b, x, others, gamma) -> b.output("y", x.times(Expr.ref("gama")))));
        writers.put("unknown before", alike((b, x, others, gamma) -> {
            b.define("scaled", x.times(Expr.ref("gama")));
            b.output("y", x);
        }));
        writers.put("twice", alike((b, x, others, gamma) -> {
            Expr first = b.define("scaled", x.times(gamma));
            b.output("y", first.plus(b.define("scaled", x.times(2))));
        }));
        writers.put("operand twice", alike((b, x, others, gamma) -> {
            Expr other = b.operand(new Operand("gamma", Axes.NONE, Operand.Role.VARIABLE));
            b.output("y", x.times(gamma).plus(other));
        }));
        writers.put("keyword", alike(named("class")));
        writers.put("no name", alike(named("a-b")));
        writers.put("taken", alike(named("channel")));
        writers.put("taken by a field", alike(named("sharesTile")));
        writers.put("taken by tiles", alike(named("sampleTile")));
        writers.put("taken by sums", alike(named("lanesStart")));
        writers.put("taken by quarters of a tile", alike(named("rowsApart")));
        writers.put("taken by strips of planes", alike(named("strip")));
        writers.put("taken by ends of strips", alike(named("stripEnd")));
        writers.put("taken by the start of quarters", alike(named("quartersStart")));
        writers.put("taken by rows in fours", alike(named("fours")));
        writers.put("taken by the first of four rows", alike(named("firstOfFour")));
        writers.put("taken by pairs of rows", alike(named("aligned")));
        writers.put("taken by edges of rows", alike(named("element")));
        writers.put("taken by rows that are joined", alike(named("joinedRows")));
        writers.put("taken by copies of rows", alike(named("wrappedChannels")));
        writers.put("taken by rests", alike(named("innerRest")));
        writers.put("taken by a rest", alike(named("gammaOfRest")));
        writers.put("taken by a number of a row", alike(named("gammaOfRow")));
        writers.put("taken by another", alike(named("gammas")));
        writers.put("taken by lanes", alike(named("gammaLane")));
        writers.put("taken by bits", alike(named("xBitsRaised")));
        writers.put("taken by lanes of a copy", alike(named("gamma0Lanes")));
        writers.put("taken by a turn", alike(named("gammaTurn")));
        writers.put("taken by a tensor", alike(named("xOffset")));
        writers.put(
                "setting taken",
                alike((b, x, others, gamma) -> b.output("y", x.times(gamma).times(new Expr.Setting("gammaPart", 1)))));
        writers.put(
                "two settings",
                alike((b, x, others, gamma) ->
                        b.output("y", x.plus(new Expr.Setting("limit", 1)).times(new Expr.Setting("limit", 2)))));
        writers.put("second tensor", alike((b, x, others, gamma) -> b.output("y", x.plus(b.tensor("z")))));
    }

    private static Lines named(String name) {
        return (b, x, others, gamma) ->
                b.output("y", b.define(name, x.times(gamma)).plus(gamma));
    }

    private static void reductions(Map<String, Writer> writers) {
        writers.put("over nothing", alike((b, x, others, gamma) -> b.output("y", b.sum("total", x, Axes.NONE))));
        Axes foreign = Axes.of(new Axis(7, new Extent.Fixed(3)));
        writers.put("over a foreign axis", alike((b, x, others, gamma) -> b.output("y", b.sum("total", x, foreign))));
        writers.put(
                "over the wrong axis",
                alike((b, x, others, gamma) -> b.output("y", x.times(b.sum("total", gamma, others)))));
        writers.put("moments apart", alike((b, x, others, gamma) -> {
            Axes outer = Axes.of(b.space().list().get(0), b.space().list().get(2));
            Expr spread = b.moments("a", "b", x, b.space().minus(outer)).variance();
            b.output("y", x.minus(b.moments("m", "v", x, outer).mean()).times(spread));
        }));
        writers.put("weighted moments apart", alike((b, x, others, gamma) -> {
            Expr weight = new Expr.Unary(UnaryOperator.STOP_GRADIENT, x.times(x));
            Axes all = others.union(b.axesOf(gamma));
            b.add(new Definition.Moments("m", "v", Optional.empty(), x, Optional.of(weight), all, false));
            b.output("y", x.minus(Expr.ref("m")).times(mean(b, "ofRow", x, others)));
        }));
        writers.put(
                "small moments",
                alike((b, x, others, gamma) -> b.output(
                        "y", x.times(b.moments("m", "v", gamma, b.axesOf(gamma)).mean()))));
    }

    private static void variables(Map<String, Writer> writers) {
        writers.put("without a shape", (spec, others, gamma) -> with(spec.space(), "gamma", spec.space(), 1));
        writers.put("not listed", (spec, others, gamma) -> with(spec.space(), "delta", spec.axis(), 1));
        writers.put("not a number", (spec, others, gamma) -> with(spec.space(), "gamma", spec.axis(), 0.0 / 0));
        writers.put("a method", (spec, others, gamma) -> with(spec.space(), "notify", spec.axis(), 1));
        writers.put(
                "undeclared",
                (spec, others, gamma) -> LayerAlgorithm.alike(spec.space(), List.of(), false, builder -> {
                    builder.output("y", builder.tensor("x").times(builder.variable(gamma)));
                }));
    }

    private static LayerAlgorithm with(Axes space, String name, Axes along, double initial) {
        Variable variable = new Variable(name, along, true, true, initial);
        return LayerAlgorithm.alike(space, List.of(variable), false, builder -> {
            builder.output("y", builder.tensor("x").times(builder.variable(variable)));
        });
    }

    private static void results(Map<String, Writer> writers) {
        writers.put("no output", alike((b, x, others, gamma) -> b.define("scaled", x.times(gamma))));
        writers.put("another output", alike((b, x, others, gamma) -> b.output("z", x)));
        writers.put("without x", alike((b, x, others, gamma) -> b.output("y", gamma)));
        writers.put(
                "updates everywhere", (spec, others, gamma) -> updating(spec.space(), gamma, gamma, Expr.ONE, true));
        writers.put(
                "a large update", (spec, others, gamma) -> updating(spec.space(), gamma, gamma, Expr.ref("x"), false));
        Variable unknown = new Variable("gone", Axes.NONE, false, false, 0);
        writers.put(
                "an unknown update", (spec, others, gamma) -> updating(spec.space(), gamma, unknown, Expr.ONE, false));
        writers.put("a name for both", (spec, others, gamma) -> {
            Algorithm training = updating("training", spec.space(), gamma, Expr.ONE, false);
            return new LayerAlgorithm(spec.space(), List.of(gamma), training, training);
        });
        writers.put("a gradient", (spec, others, gamma) -> {
            AlgorithmBuilder builder = new AlgorithmBuilder("training", spec.space());
            builder.output("y", builder.tensor("x"));
            Algorithm plain = builder.build();
            Result gradient = new Result.ParameterGradient("gamma", spec.axis(), Expr.ZERO);
            Algorithm algorithm = new Algorithm(
                    "training",
                    plain.space(),
                    plain.operands(),
                    List.of(),
                    List.of(plain.results().get(0), gradient));
            return new LayerAlgorithm(spec.space(), List.of(gamma), algorithm, plain);
        });
    }

    private static LayerAlgorithm updating(
            Axes space, Variable gamma, Variable target, Expr value, boolean isAlsoInference) {
        return new LayerAlgorithm(
                space,
                List.of(gamma),
                updating("training", space, target, value, true),
                updating("inference", space, target, value, isAlsoInference));
    }

    private static Algorithm updating(String name, Axes space, Variable target, Expr value, boolean isUpdating) {
        AlgorithmBuilder builder = new AlgorithmBuilder(name, space);
        builder.output("y", builder.tensor("x"));
        if (isUpdating) {
            builder.update(target, value);
        }
        return builder.build();
    }

    private static Expr mean(AlgorithmBuilder builder, String name, Expr value, Axes over) {
        return builder.define(name, builder.sum(name + "Sum", value, over).dividedBy(new Expr.Count(over)));
    }
}
