package io.github.normwright.examples.conformance;

import io.github.normwright.examples.conformance.Report.Outcome;
import io.github.normwright.examples.kerasimport.LayerCompiler;
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

    Report run(List<NamedCase> cases) {
        ConcurrentMap<String, Outcome> outcomes = new ConcurrentHashMap<>();
        cases.parallelStream().forEach(each -> {
            Outcome outcome = run(each);
            outcomes.put(each.id(), outcome);
            observer.accept(each.id(), outcome);
        });
        return new Report(outcomes);
    }

    /** Whatever goes wrong with one case is the outcome of that case. */
    private Outcome run(NamedCase recorded) {
        try {
            List<String> differences = recorded.replay().run(compiler);
            return differences.isEmpty() ? Outcome.PASSED : Outcome.failed(String.join("; ", differences));
        } catch (SkippedException skipped) {
            return Outcome.skipped(skipped.getMessage());
        } catch (Exception | LinkageError failure) {
            return Outcome.failed(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
    }
}
