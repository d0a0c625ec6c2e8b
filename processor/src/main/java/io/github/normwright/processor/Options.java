package io.github.normwright.processor;

import io.github.normwright.processor.message.DidYouMean;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.schedules.MeasuredSchedules;
import io.github.normwright.processor.schedules.SchedulesReader;
import io.github.normwright.processor.write.Reporter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;

/**
 * The options of the processor, as given to the compiler with {@code -A}.
 *
 * @param allowsVectorKernels whether kernels that use the Vector API may be written
 * @param catalog the full name of the class that lists all layers; empty if none is wanted
 * @param schedules those that were measured
 */
record Options(boolean allowsVectorKernels, Optional<String> catalog, MeasuredSchedules schedules) {

    static final String PREFIX = "normwright.";
    static final String VECTOR = "normwright.vector";
    static final String CATALOG = "normwright.catalog";

    static final String SCHEDULES = "normwright.schedules";

    private static final List<String> VECTOR_VALUES = List.of("auto", "off");

    /** The names of all options. */
    static Set<String> names() {
        return Set.of(VECTOR, CATALOG, SCHEDULES);
    }

    /** Reads the options, and warns of those that make no sense. */
    static Options of(Map<String, String> given, Reporter reporter) {
        for (String name : new TreeSet<>(given.keySet())) {
            if (name.startsWith(PREFIX) && !names().contains(name)) {
                reporter.warn(
                        Message.UNKNOWN_OPTION,
                        name,
                        DidYouMean.question(name, names()),
                        String.join(", ", new TreeSet<>(names())));
            }
        }
        String vector = given.getOrDefault(VECTOR, "auto");
        if (!VECTOR_VALUES.contains(vector)) {
            reporter.warn(
                    Message.OPTION_VALUE, VECTOR, VECTOR_VALUES, vector, DidYouMean.question(vector, VECTOR_VALUES));
        }
        MeasuredSchedules schedules =
                given.containsKey(SCHEDULES) ? schedules(given.get(SCHEDULES), reporter) : MeasuredSchedules.NONE;
        return new Options(!vector.equals("off"), catalog(given, reporter), schedules);
    }

    /** The option without a value is null. */
    private static MeasuredSchedules schedules(String file, Reporter reporter) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file == null ? "" : file));
        } catch (IOException | InvalidPathException failed) {
            reporter.fail(Message.SCHEDULES_UNREADABLE, "\"" + (file == null ? "" : file) + "\"", reason(failed));
            return MeasuredSchedules.NONE;
        }
        SchedulesReader.Outcome outcome =
                SchedulesReader.read(Path.of(file).getFileName().toString(), lines);
        outcome.mistakes()
                .forEach(mistake ->
                        reporter.fail(mistake.message(), mistake.arguments().toArray()));
        return outcome.schedules();
    }

    private static String reason(Exception failed) {
        if (failed instanceof NoSuchFileException) {
            return "it does not exist";
        }
        return failed instanceof CharacterCodingException ? "it is no text in UTF-8" : failed.getMessage();
    }

    private static Optional<String> catalog(Map<String, String> given, Reporter reporter) {
        Optional<String> name = Optional.ofNullable(given.get(CATALOG));
        Optional<String> wrong = name.filter(each -> !SourceVersion.isName(each));
        wrong.ifPresent(each -> reporter.warn(Message.CATALOG_NAME, each));
        return wrong.isPresent() ? Optional.empty() : name;
    }
}
