package io.github.normwright.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.conformance.Report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replays the recordings in the test resources, or those of another folder: {@code -Dconformance.cases=DIR}. */
class ConformanceTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources", "conformance");

    @Test
    void everyRecordingPasses() throws IOException {
        Path folder = Path.of(System.getProperty("conformance.cases", RESOURCES.toString()));
        List<NamedCase> cases = Cases.in(List.of(folder));
        assertTrue(!cases.isEmpty(), "no case in " + folder);

        Report report = new Runner((id, outcome) -> {}).run(cases);

        report.outcomes().forEach((id, outcome) -> {
            if (outcome.verdict() != Verdict.PASSED) {
                System.out.println(outcome.verdict() + " " + id + ": " + outcome.reason());
            }
        });
        System.out.println(report.summary());
        assertEquals(cases.size(), report.outcomes().size(), "two cases have the same id");
        assertEquals(List.of(), report.ids(Verdict.SKIPPED));
        assertEquals(List.of(), report.ids(Verdict.FAILED));
    }
}
