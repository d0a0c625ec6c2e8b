package io.github.normwright.examples.tuner;

import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.schedules.Candidates;
import io.github.normwright.processor.schedules.LayerKey;
import io.github.normwright.processor.schedules.MeasuredSchedules;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures all candidates of all programs of some layers, and checks that they compute the same.
 *
 * @param sources the layers
 * @param sizes the sizes of dynamic dimensions in order; the last one stands for all that follow
 * @param threads share the work of a layer
 * @param stopwatch measures
 */
record Tuner(LayerSources sources, List<Integer> sizes, Threads threads, Stopwatch stopwatch) {

    /**
     * Measures.
     *
     * @param folder an existing empty folder to work in
     * @param observer is shown each comparison when it is there
     * @return all comparisons, in the order of the layers' classes
     */
    List<Comparison> run(Path folder, Consumer<Comparison> observer) throws TuningException, IOException {
        List<LayerSources.Compiled> variants = variants(folder);
        Map<LayerKey, Candidates> layers = new LinkedHashMap<>();
        variants.get(0).layers().forEach(layer -> layers.putIfAbsent(layer.key(), layer));
        List<Comparison> comparisons = new ArrayList<>();
        for (Candidates layer : layers.values()) {
            for (Comparison comparison : compare(layer, variants)) {
                observer.accept(comparison);
                comparisons.add(comparison);
            }
        }
        return comparisons;
    }

    /** What was best, for the processor. */
    static MeasuredSchedules best(List<Comparison> comparisons) {
        Map<LayerKey, Map<String, Choices>> byLayer = new TreeMap<>();
        comparisons.forEach(comparison -> byLayer.computeIfAbsent(comparison.layer(), key -> new TreeMap<>())
                .put(comparison.program(), comparison.candidates().get(comparison.best())));
        return new MeasuredSchedules(byLayer);
    }

    /** The sources compiled as often as the program with the most candidates needs, each time with the next candidate. */
    private List<LayerSources.Compiled> variants(Path folder) throws TuningException, IOException {
        List<LayerSources.Compiled> variants = new ArrayList<>();
        variants.add(sources.compile(MeasuredSchedules.NONE, Files.createDirectory(folder.resolve("0"))));
        List<Candidates> layers = variants.get(0).layers();
        if (layers.isEmpty()) {
            throw new TuningException("no type in the sources has an annotation of Normwright");
        }
        int most = layers.stream()
                .flatMap(layer -> layer.byProgram().values().stream())
                .mapToInt(List::size)
                .max()
                .orElse(1);
        for (int i = 1; i < most; i++) {
            Path empty = Files.createDirectory(folder.resolve(Integer.toString(i)));
            variants.add(sources.compile(schedules(layers, i), empty));
        }
        return variants;
    }

    private static MeasuredSchedules schedules(List<Candidates> layers, int number) {
        Map<LayerKey, Map<String, Choices>> byLayer = new TreeMap<>();
        for (Candidates layer : layers) {
            Map<String, Choices> choices = new TreeMap<>();
            layer.byProgram().forEach((program, candidates) -> {
                if (candidates.size() > 1) {
                    choices.put(program, candidates.get(Math.min(number, candidates.size() - 1)));
                }
            });
            byLayer.putIfAbsent(layer.key(), choices);
        }
        return new MeasuredSchedules(byLayer);
    }

    private List<Comparison> compare(Candidates layer, List<LayerSources.Compiled> variants) throws TuningException {
        Workload.Tensors tensors = Workload.Tensors.of(layer.key(), sizes);
        Object ones = Elements.ones(layer.key().dtype(), Array.getLength(tensors.x()));
        List<Workload> workloads = variants.stream()
                .map(variant -> Workload.of(layer, variant.classes(), threads, tensors, ones))
                .toList();
        checkResults(layer, workloads);
        List<Comparison> comparisons = new ArrayList<>();
        layer.byProgram().forEach((program, candidates) -> {
            if (candidates.size() > 1) {
                double[] nanos = stopwatch.measure(workloads.subList(0, candidates.size()).stream()
                        .map(workload -> workload.call(program))
                        .toList());
                comparisons.add(new Comparison(
                        layer.key(),
                        program,
                        candidates,
                        Arrays.stream(nanos).boxed().toList()));
            }
        });
        return comparisons;
    }

    private static void checkResults(Candidates layer, List<Workload> workloads) throws TuningException {
        Map<String, Object> expected = workloads.get(0).results();
        for (Workload workload : workloads.subList(1, workloads.size())) {
            for (Map.Entry<String, Object> found : workload.results().entrySet()) {
                if (!Objects.deepEquals(expected.get(found.getKey()), found.getValue())) {
                    throw new TuningException(found.getKey() + " of " + layer.className()
                            + " depends on the schedule. This is a bug in Normwright; please report it.");
                }
            }
        }
    }
}
