package io.github.normwright.examples.benchmarks.startup;

import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.turns.Median;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the compiler makes of one layer.
 *
 * @param classBytes the size of all generated classes
 * @param firstTime the time of a first compilation with the processor, in nanoseconds: javac is not warm in most builds
 * @param addedTime the time that the processor and its classes add to a compilation once javac is warm, in nanoseconds
 */
public record CompilationCost(long classBytes, double firstTime, double addedTime) {

    /**
     * Compiles a layer again and again, with the processor and without in turns.
     *
     * @param layer the layer
     * @param attributes further attributes of its annotation; may be empty
     * @param folder an empty folder, which receives the classes
     * @param rounds how often; the first half is warm-up
     * @return the cost
     * @throws IOException if the classes cannot be found
     */
    public static CompilationCost of(LayerSource layer, String attributes, Path folder, int rounds) throws IOException {
        List<Double> added = new ArrayList<>();
        double first = 0;
        for (int round = 0; round < rounds; round++) {
            double with = time(() -> LayerCompiler.compile(List.of(layer), attributes, folder));
            double without = time(() -> LayerCompiler.compileUnprocessed(layer, attributes, folder));
            first = round == 0 ? with : first;
            if (round >= rounds / 2) {
                added.add(with - without);
            }
        }
        return new CompilationCost(classBytes(layer, folder), first, Median.of(added));
    }

    private static double time(Runnable compilation) {
        long start = System.nanoTime();
        compilation.run();
        return System.nanoTime() - start;
    }

    private static long classBytes(LayerSource layer, Path folder) throws IOException {
        Path prefix = folder.resolve(layer.layerName().replace('.', '/'));
        try (Stream<Path> files = Files.list(prefix.getParent())) {
            return files.filter(file -> file.toString().startsWith(prefix.toString()))
                    .filter(file -> file.toString().endsWith(".class"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
