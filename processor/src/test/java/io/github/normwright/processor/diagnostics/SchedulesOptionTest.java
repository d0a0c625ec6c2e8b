package io.github.normwright.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import io.github.normwright.processor.testing.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of measured schedules decides, and each mistake in it is one error. */
class SchedulesOptionTest {

    private static final String LAYER =
            "import io.github.normwright.api.*; @BatchNormalization(shape = {-1, 256}) interface Norm {}";
    private static final String KEY = "FLOAT32 shape=-1,256 axis=1 ";
    private static final String ADVICE = " Measure again, or remove the line.";

    @TempDir
    private Path folder;

    private static Compilation compile(String file) {
        return Compiled.compile(List.of("-Anormwright.schedules=" + file), LAYER);
    }

    private Compilation compileWith(String... lines) throws IOException {
        return compile(
                Files.write(folder.resolve("schedules.txt"), List.of(lines)).toString());
    }

    private static List<String> errors(Compilation compilation) {
        return compilation.errors().stream()
                .map(error -> ((Diagnostic<?>) error).getMessage(null))
                .toList();
    }

    private static String layer(Compilation compilation) throws IOException {
        return compilation
                .generatedSourceFile("NormFloat32")
                .orElseThrow()
                .getCharContent(false)
                .toString();
    }

    @Test
    void theFileDecides() throws IOException {
        Compilation compilation = compileWith("# a comment", "", KEY + "training sums=CHANNEL_BLOCKS");
        assertEquals(List.of(), errors(compilation));
        String text = layer(compilation);
        assertTrue(text.contains("sums CHANNEL_BLOCKS, as measured: "), text);
        assertTrue(text.contains("sums ROW_GROUPS, by the cost model: "), text);
    }

    @Test
    void otherLayersAreLeftAlone() throws IOException {
        String without = layer(Compiled.compile(List.of(), LAYER));
        assertEquals(without, layer(compileWith("FLOAT64 shape=-1,256 axis=1 training sums=CHANNEL_BLOCKS")));
        assertEquals(without, layer(compileWith("FLOAT32 shape=-1,256 axis=0 training sums=CHANNEL_BLOCKS")));
    }

    @Test
    void aFileThatIsMissingIsAnError() {
        String file = folder.resolve("none.txt").toString();
        assertEquals(
                List.of("[NW007] cannot read the file \"" + file
                        + "\" of option normwright.schedules: it does not exist."
                        + " Give the path of a file that the tuner has written, best an absolute one, or leave the option"
                        + " out."),
                errors(compile(file)));
    }

    @Test
    void aLineThatIsNoScheduleIsAnError() throws IOException {
        assertEquals(
                List.of(
                        "[NW008] line 2 of schedules.txt is no schedule: it must read \"DTYPE shape=SIZES axis=POSITIONS"
                                + " PROGRAM DECISION=CHOICE...\", found \"training: sums\"." + ADVICE),
                errors(compileWith("# first", "training: sums")));
    }

    @Test
    void aNameThatIsUnknownIsAnError() throws IOException {
        assertEquals(
                List.of(
                        "[NW009] line 1 of schedules.txt: there is no choice of maps ROW_PAIR. Did you mean ROW_PAIRS?"
                                + " Allowed: ROW_PAIRS, NEIGHBOURING_ROWS, SINGLE_ROWS." + ADVICE,
                        "[NW009] line 2 of schedules.txt: there is no program forward. Allowed: training,"
                                + " trainingGradient, trainingParameterGradient, updates, inference,"
                                + " inferenceGradient, inferenceParameterGradient." + ADVICE),
                errors(compileWith(KEY + "inference maps=ROW_PAIR", KEY + "forward maps=ROW_PAIRS")));
    }

    @Test
    void aSecondDecisionIsAnError() throws IOException {
        assertEquals(
                List.of(
                        "[NW010] line 2 of schedules.txt decides about inference of this layer, which was decided before."
                                + " Remove one of them."),
                errors(compileWith(KEY + "inference maps=ROW_PAIRS", KEY + "inference maps=SINGLE_ROWS")));
    }
}
