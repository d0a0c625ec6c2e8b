package io.github.normwright.examples.conformance;

import io.github.normwright.examples.conformance.Report.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/** Runs all cases of a folder. */
final class Runner {

    private final LayerCompiler compiler = new LayerCompiler();
    private final BiConsumer<String, Outcome> observer;

    /**
     * @param observer is told of each case as it ends
     */
    Runner(BiConsumer<String, Outcome> observer) {
        this.observer = observer;
    }

    Report run(List<Path> files) {
        ConcurrentMap<String, Outcome> outcomes = new ConcurrentHashMap<>();
        files.parallelStream().forEach(file -> {
            String id = file.getFileName().toString().replaceFirst("\\.json$", "");
            Outcome outcome = run(file);
            outcomes.put(id, outcome);
            observer.accept(id, outcome);
        });
        return new Report(outcomes);
    }

    private Outcome run(Path file) {
        try {
            Case recording = Case.read(file);
            Class<?> annotated = compiler.compile(AnnotatedSource.TYPE, AnnotatedSource.of(recording));
            List<String> differences = CasePlayer.play(recording, annotated);
            return differences.isEmpty() ? Outcome.PASSED : Outcome.failed(String.join("; ", differences));
        } catch (LayerCompiler.CompilationException | IOException | RuntimeException | LinkageError failure) {
            return Outcome.failed(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
    }
}
