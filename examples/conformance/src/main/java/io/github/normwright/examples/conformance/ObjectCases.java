package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.examples.conformance.Case.Tensor;
import io.github.normwright.examples.conformance.Case.Tolerance;
import io.github.normwright.examples.kerasimport.LayerCompiler;
import io.github.normwright.kernels.Elements;
import io.github.normwright.kernels.GeneratedLayers;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** Recorded initializers, regularizers and constraints: each is attached to the gamma of a layer of its own. */
final class ObjectCases {

    /** The recordings are of floats, computed in floats. */
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 1e-7);

    /** How many standard errors two samples of one distribution may be apart. */
    private static final double STANDARD_ERRORS = 6;

    private ObjectCases() {}

    /** The cases of a file. */
    static List<NamedCase> of(String file, JsonNode json) {
        List<NamedCase> cases = new ArrayList<>();
        add(file, "initializer", json.path("initializers"), ObjectCases::initializer, cases);
        add(file, "regularizer", json.path("regularizers"), ObjectCases::regularizer, cases);
        add(file, "constraint", json.path("constraints"), ObjectCases::constraint, cases);
        return cases;
    }

    private interface ObjectReplay {
        List<String> run(JsonNode recording, LayerCompiler compiler) throws Exception;
    }

    private static void add(String file, String what, JsonNode recordings, ObjectReplay replay, List<NamedCase> cases) {
        int number = 0;
        for (JsonNode recording : recordings) {
            String type = recording.path("document").path("class_name").asText("none");
            String id = file + "-" + what + number++ + "-" + type;
            cases.add(new NamedCase(id, compiler -> replay.run(recording, compiler)));
        }
    }

    private static List<String> initializer(JsonNode recording, LayerCompiler compiler) throws Exception {
        if (recording.has("error")) {
            try {
                layer("gamma_initializer", recording, 6, compiler);
            } catch (LayerCompiler.CompilationException refused) {
                return List.of();
            }
            return List.of(
                    "expected an error, found none: " + recording.path("error").asText());
        }
        boolean hasValues = recording.has("values");
        JsonNode shape =
                hasValues ? recording.path("shape") : recording.path("moments").path("shape");
        double[] drawn = Elements.FLOAT32.toDoubles(
                gamma(layer("gamma_initializer", recording, shape.path(0).asInt(), compiler))
                        .values());
        Differences differences = new Differences(TOLERANCE);
        if (hasValues) {
            differences.compare("values", drawn, Tensor.of(recording.path("values")));
            return differences.all();
        }
        return compareMoments(drawn, recording.path("moments"));
    }

    private static List<String> compareMoments(double[] drawn, JsonNode recorded) {
        double count = drawn.length;
        double mean = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : drawn) {
            mean += value / count;
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        double variance = 0;
        for (double value : drawn) {
            variance += (value - mean) * (value - mean) / count;
        }
        double stddev = recorded.path("std").asDouble();
        double error = STANDARD_ERRORS * Math.sqrt(2 / count) * stddev;
        List<String> differences = new ArrayList<>();
        check("mean", mean, recorded.path("mean").asDouble(), error, differences);
        check("std", Math.sqrt(variance), stddev, error, differences);
        check("min", lowest, recorded.path("min").asDouble(), 1.5 * stddev, differences);
        check("max", highest, recorded.path("max").asDouble(), 1.5 * stddev, differences);
        return differences;
    }

    private static void check(String what, double found, double wanted, double allowed, List<String> differences) {
        if (!(Math.abs(found - wanted) <= allowed)) {
            differences.add("%s: expected %s within %s, found %s".formatted(what, wanted, allowed, found));
        }
    }

    private static List<String> regularizer(JsonNode recording, LayerCompiler compiler) throws Exception {
        double[] weights = Tensor.of(recording.path("w")).values();
        NormalizationLayer<float[], float[]> layer = layer("gamma_regularizer", recording, weights.length, compiler);
        gamma(layer).set(Elements.FLOAT32.of(weights));
        double penalty = recording.path("penalty").asDouble(0);
        Differences differences = new Differences(TOLERANCE);
        differences.compare("penalty", new double[] {layer.penalty()}, new Tensor(List.of(1), new double[] {penalty}));
        if (recording.has("gradient")) {
            TrainingContext<float[]> context = layer.newContext();
            float[] zeros = new float[weights.length];
            layer.infer(zeros, 0, zeros.clone(), 0, new int[] {1}, context);
            layer.backward(zeros, 0, zeros.clone(), 0, context);
            layer.addPenaltyGradients(context);
            double[] gradient = Elements.FLOAT32.toDoubles(context.gradient("gamma"));
            differences.compare("gradient", gradient, Tensor.of(recording.path("gradient")));
        }
        return differences.all();
    }

    private static List<String> constraint(JsonNode recording, LayerCompiler compiler) throws Exception {
        double[] weights = Tensor.of(recording.path("w")).values();
        NormalizationLayer<float[], float[]> layer = layer("gamma_constraint", recording, weights.length, compiler);
        gamma(layer).set(Elements.FLOAT32.of(weights));
        layer.applyConstraints();
        Differences differences = new Differences(TOLERANCE);
        double[] projected = Elements.FLOAT32.toDoubles(gamma(layer).values());
        differences.compare("projected", projected, Tensor.of(recording.path("projected")));
        return differences.all();
    }

    @SuppressWarnings("unchecked")
    private static NormalizationLayer<float[], float[]> layer(
            String setting, JsonNode recording, int channels, LayerCompiler compiler) throws Exception {
        String source = ObjectSource.of(setting, recording.path("document"), channels);
        Class<?> annotated = compiler.compile(AnnotatedSource.TYPE, source);
        return (NormalizationLayer<float[], float[]>)
                GeneratedLayers.create(MethodHandles.publicLookup(), annotated, DType.FLOAT32);
    }

    private static Variable<float[]> gamma(NormalizationLayer<float[], float[]> layer) {
        return layer.variables().get(0);
    }
}
