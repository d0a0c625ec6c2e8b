package io.github.normwright.examples.conformance;

import io.github.normwright.examples.conformance.Report.Outcome;
import io.github.normwright.examples.conformance.Report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Replays the recordings in folders: {@code examples/conformance/run DIR...}. */
public final class Main {

    private Main() {}

    /**
     * Runs the cases and exits with 1 if one failed, with 2 if there was none to run.
     *
     * @param folders folders or files of recordings
     * @throws IOException if a folder cannot be read
     */
    public static void main(String[] folders) throws IOException {
        List<Path> places = new ArrayList<>();
        for (String folder : folders) {
            if (!Files.exists(Path.of(folder))) {
                System.err.println("expected a folder or a file of recordings, found " + folder);
                System.exit(2);
            }
            places.add(Path.of(folder));
        }
        List<NamedCase> cases = Cases.in(places);
        if (cases.isEmpty()) {
            System.err.println(
                    "usage: examples/conformance/run DIR...   (folders or files of recordings, see FORMAT.md)");
            System.exit(2);
        }
        Report report = new Runner((id, outcome) -> {}).run(cases);
        report.outcomes().forEach((id, outcome) -> System.out.println(line(id, outcome)));
        System.out.println(report.summary());
        System.exit(report.ids(Verdict.FAILED).isEmpty() ? 0 : 1);
    }

    private static String line(String id, Outcome outcome) {
        return switch (outcome.verdict()) {
            case PASSED -> "passed  " + id;
            case SKIPPED -> "skipped " + id + ": " + outcome.reason();
            case FAILED -> "FAILED  " + id + ": " + outcome.reason();
        };
    }
}
