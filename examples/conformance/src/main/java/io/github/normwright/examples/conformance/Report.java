package io.github.normwright.examples.conformance;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a set of cases.
 *
 * @param outcomes an outcome for each case, by its id
 */
record Report(Map<String, Outcome> outcomes) {

    /** How a case ended. */
    enum Verdict {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * How a case ended, and why.
     *
     * @param verdict how
     * @param reason why, empty if it passed
     */
    record Outcome(Verdict verdict, String reason) {

        static final Outcome PASSED = new Outcome(Verdict.PASSED, "");

        static Outcome skipped(String reason) {
            return new Outcome(Verdict.SKIPPED, reason);
        }

        static Outcome failed(String reason) {
            return new Outcome(Verdict.FAILED, reason);
        }
    }

    Report {
        Map<String, Outcome> sorted = new LinkedHashMap<>();
        outcomes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        outcomes = sorted;
    }

    /** The ids of the cases that ended in a way, in order. */
    List<String> ids(Verdict verdict) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().verdict() == verdict)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The line that ends a run. */
    String summary() {
        return "%d passed, %d failed, %d skipped"
                .formatted(
                        ids(Verdict.PASSED).size(),
                        ids(Verdict.FAILED).size(),
                        ids(Verdict.SKIPPED).size());
    }
}
