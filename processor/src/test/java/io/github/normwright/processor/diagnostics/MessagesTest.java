package io.github.normwright.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.testing.Compiler;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake gives one message, on the exact value, with its code, what was found and what is allowed: in javac and in
 * ecj.
 */
class MessagesTest {

    private static final String HEAD = """
            import io.github.normwright.api.*;
            import static io.github.normwright.api.Shape.DYNAMIC;
            """;

    /** Mistakes by their subjects: sources with the value that is marked, and the message. */
    static Stream<Arguments> errors() {
        return Stream.of(
                        NameMistakes.errors(),
                        ShapeMistakes.errors(),
                        SettingMistakes.errors(),
                        BatchMistakes.errors(),
                        ObjectMistakes.errors(),
                        VariantMistakes.errors())
                .flatMap(Function.identity());
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                layer(
                        "shape = {DYNAMIC, 4}, momentum = «1.5»",
                        "[NW133] momentum 1.5 lies outside 0 to 1: the moving statistics extrapolate and may become"
                                + " negative."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, momentum = «0.9»",
                        "[NW134] momentum has no effect with trackRunningStats = false. Leave one of them out."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, profile = Profile.TF_KERAS, mask = «true»",
                        "[NW166] TensorFlow's fused kernel, which takes this shape, ignores the mask, and so does this"
                                + " layer. Use fused = FORBIDDEN to have it count."));
    }

    /** A layer with a mistake in its attributes, the value of which stands in guillemets. */
    static Arguments layer(String attributes, String message) {
        return Arguments.of("@BatchNormalization(" + attributes + ") interface Norm {}", message);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aMistakeIsOneErrorOnTheExactValue(String source, String message) {
        check(source, message, Diagnostic.Kind.ERROR);
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void somethingDoubtfulIsAWarning(String source, String message) {
        check(source, message, Diagnostic.Kind.WARNING);
    }

    private static void check(String source, String message, Diagnostic.Kind kind) {
        MarkedSource marked = MarkedSource.of(HEAD + source);
        for (Compiler compiler : Compiler.values()) {
            List<Compiler.Finding> findings = compiler.compile(List.of(), marked.text()).stream()
                    .filter(finding -> finding.message().contains("[NW") || finding.kind() == Diagnostic.Kind.ERROR)
                    .toList();
            assertEquals(
                    List.of(message),
                    findings.stream().map(Compiler.Finding::message).toList(),
                    compiler.toString());
            assertEquals(kind, findings.get(0).kind(), compiler.toString());
            // Eclipse marks the attribute or the annotation that the value belongs to.
            if (compiler == Compiler.JAVAC) {
                assertEquals(marked.marked(), findings.get(0).markedIn(marked.text()));
            }
        }
    }

    @Test
    void everyMessageHasATest() {
        Set<String> tested = Stream.concat(errors(), warnings())
                .map(arguments -> arguments.get()[1].toString())
                .map(text -> text.substring(1, 6))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        // Options are tested in OptionsTest and SchedulesOptionTest; the other two need a bug or a full disk.
        tested.addAll(
                List.of("NW001", "NW002", "NW003", "NW004", "NW005", "NW006", "NW007", "NW008", "NW009", "NW010"));
        // Those for the authors of variants are tested in ForeignVariantsTest.
        IntStream.rangeClosed(190, 199).forEach(code -> tested.add("NW" + code));
        assertEquals(
                Arrays.stream(Message.values()).map(Message::code).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(tested));
    }
}
