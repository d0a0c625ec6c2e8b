package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.examples.modelfiles.LayerVariables;
import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelLayer;
import io.github.normwright.examples.modelfiles.format.Tensor;
import io.github.normwright.kernels.GeneratedLayers;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes layers of those of a model: writes their sources, compiles them, loads the variables, and compares the outputs. */
public final class ModelImport {

    private final Model model;
    private final Options options;
    private final LayerCompiler compiler;
    private final LayerNames names = new LayerNames();

    private ModelImport(Model model, Options options, LayerCompiler compiler) {
        this.model = model;
        this.options = options;
        this.compiler = compiler;
    }

    /**
     * What a user may choose. Immutable.
     *
     * @param packageName the package of the sources; empty for none
     * @param recording the file of recorded outputs; nothing to look beside the model
     * @param shapes shapes of layers' inputs by their paths, -1 for dynamic sizes, where the file does not say them, or wrongly
     */
    public record Options(String packageName, Optional<Path> recording, Map<String, List<Integer>> shapes) {

        /** No package, the recording beside the model, and the shapes that the file says. */
        public static final Options DEFAULT = new Options("", Optional.empty(), Map.of());

        /** Copies what it is given. */
        public Options {
            shapes = Map.copyOf(shapes);
        }
    }

    /**
     * Imports the layers of a model.
     *
     * @param model the model
     * @param options what the user chose
     * @param compiler compiles the sources
     * @return what became of each of the model's normalization layers, in its order
     * @throws IOException if a file cannot be read, or the recording is damaged
     */
    public static List<ImportedLayer> run(Model model, Options options, LayerCompiler compiler) throws IOException {
        Optional<Path> recording = options.recording().or(() -> Recording.beside(model.file()));
        for (String path : options.shapes().keySet()) {
            model.layer(path);
        }
        ModelImport work = new ModelImport(model, options, compiler);
        if (recording.isEmpty()) {
            return work.run(Optional.empty());
        }
        try (Recording open = Recording.open(recording.get())) {
            return work.run(Optional.of(open));
        }
    }

    private List<ImportedLayer> run(Optional<Recording> recording) throws IOException {
        Map<ModelLayer, LayerSource> sources = new LinkedHashMap<>();
        Map<ModelLayer, String> problems = new LinkedHashMap<>();
        for (ModelLayer layer : model.layers()) {
            if (layer.isGenerated()) {
                try {
                    sources.put(layer, source(layer, recording));
                } catch (IllegalArgumentException refused) {
                    problems.put(layer, refused.getMessage());
                }
            } else {
                problems.put(layer, layer.problem().orElse(layer.kind().className() + " is not supported yet"));
            }
        }
        Map<ModelLayer, Class<?>> classes = compile(sources, problems);
        List<ImportedLayer> imported = new ArrayList<>();
        for (ModelLayer layer : model.layers()) {
            Optional<LayerSource> source = Optional.ofNullable(sources.get(layer));
            imported.add(
                    problems.containsKey(layer)
                            ? failed(layer, source, problems.get(layer))
                            : load(layer, source.orElseThrow(), classes.get(layer), recording));
        }
        return imported;
    }

    private LayerSource source(ModelLayer layer, Optional<Recording> recording) throws IOException {
        Optional<List<Integer>> given = Optional.ofNullable(options.shapes().get(layer.path()))
                .or(() -> Optional.ofNullable(options.shapes().get(layer.name())));
        Optional<Integer> rank = recording.flatMap(
                file -> file.input(layer).map(input -> file.shape(input).size()));
        List<Integer> variableShape = model.info(layer, "moving_mean").shape();
        LayerShape shape = LayerShape.of(layer, variableShape, given, rank);
        return LayerSource.of(model, layer, shape, options.packageName(), names.next(layer.path()));
    }

    /** Compiles all sources at once, which is far faster; one by one, if one of them is refused. */
    private Map<ModelLayer, Class<?>> compile(Map<ModelLayer, LayerSource> sources, Map<ModelLayer, String> problems) {
        Map<ModelLayer, Class<?>> classes = new LinkedHashMap<>();
        if (sources.isEmpty()) {
            return classes;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        sources.values().forEach(source -> texts.put(source.className(), source.text()));
        try {
            Map<String, Class<?>> compiled = compiler.compile(texts);
            sources.forEach((layer, source) -> classes.put(layer, compiled.get(source.className())));
        } catch (LayerCompiler.CompilationException oneRefused) {
            sources.forEach((layer, source) -> {
                try {
                    classes.put(layer, compiler.compile(source.className(), source.text()));
                } catch (LayerCompiler.CompilationException refused) {
                    problems.put(layer, refused.getMessage());
                }
            });
        }
        return classes;
    }

    private static ImportedLayer failed(ModelLayer layer, Optional<LayerSource> source, String problem) {
        return new ImportedLayer(
                layer,
                source.map(LayerSource::file),
                source.map(LayerSource::text).orElse(""),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(problem));
    }

    private ImportedLayer load(ModelLayer layer, LayerSource source, Class<?> annotated, Optional<Recording> recording)
            throws IOException {
        NormalizationLayer<?, ?> generated =
                GeneratedLayers.create(MethodHandles.publicLookup(), annotated, layer.dtype());
        List<String> remarks = new ArrayList<>(source.remarks());
        remarks.addAll(layer.assumptions());
        Optional<Comparison> comparison = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            LayerVariables.load(model, layer.path(), generated);
            comparison = recording.isPresent() ? compare(layer, generated, recording.get(), remarks) : comparison;
        } catch (IOException | IllegalArgumentException mismatch) {
            problem = Optional.of(mismatch.getMessage());
        }
        return new ImportedLayer(
                layer, Optional.of(source.file()), source.text(), Optional.of(generated), comparison, remarks, problem);
    }

    private static Optional<Comparison> compare(
            ModelLayer layer, NormalizationLayer<?, ?> generated, Recording recording, List<String> remarks)
            throws IOException {
        Optional<String> input = recording.input(layer);
        Optional<String> output = recording.output(layer);
        if (input.isEmpty() || output.isEmpty()) {
            remarks.add("Its " + (output.isEmpty() ? "output" : "input") + " is not in "
                    + recording.path().getFileName() + ".");
            return Optional.empty();
        }
        Tensor recorded = recording.read(output.get());
        Tensor x = recording.read(input.get());
        if (!x.info().shape().equals(recorded.info().shape())) {
            throw new IllegalArgumentException("the recorded input has shape "
                    + x.info().shape() + ", the output " + recorded.info().shape());
        }
        double[] y = InferenceRun.of(layer.dtype(), generated, x);
        return Optional.of(Comparison.of(layer.dtype(), y, recorded.toDoubles()));
    }
}
