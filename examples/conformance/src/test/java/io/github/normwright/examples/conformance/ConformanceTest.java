package io.github.normwright.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.conformance.Report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Replays the recordings in the test resources, or those of another folder: {@code -Dconformance.cases=DIR}.
 *
 * <p>What layers cannot do yet is listed in {@code expected-failures.txt}. The list can only shrink: a case that fails and
 * is not on it fails the test, and so does a case that passes and is still on it.
 */
class ConformanceTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources", "conformance");

    @Test
    void everyRecordingPassesButThoseExpectedToFail() throws IOException {
        Path folder = Path.of(System.getProperty("conformance.cases", RESOURCES.toString()));
        List<Path> files = Case.files(folder);
        assertTrue(!files.isEmpty(), "no case in " + folder);

        Report report = new Runner((id, outcome) -> {}).run(files);

        report.outcomes().forEach((id, outcome) -> {
            if (outcome.verdict() != Verdict.PASSED) {
                System.out.println(outcome.verdict() + " " + id + ": " + outcome.reason());
            }
        });
        System.out.println(report.summary());
        assertEquals(files.size(), report.outcomes().size(), "two cases have the same id");
        assertEquals(List.of(), report.ids(Verdict.SKIPPED));
        List<String> expected =
                Files.readAllLines(RESOURCES.resolve("expected-failures.txt"), StandardCharsets.UTF_8).stream()
                        .filter(report.outcomes()::containsKey)
                        .toList();
        assertEquals(String.join("\n", expected), String.join("\n", report.ids(Verdict.FAILED)));
    }
}
