package io.github.normwright.examples.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.normwright.processor.schedules.SchedulesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with the least effort, on sources as users have them. */
class MainTest {

    private static final String HEAD = "package user;\nimport io.github.normwright.api.*;\n";

    @TempDir
    private Path folder;

    private Path sources;
    private Path output;

    @BeforeEach
    void prepare() throws IOException {
        sources = Files.createDirectories(folder.resolve("src").resolve("user"));
        output = folder.resolve("schedules.txt");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(sources.resolve(file), HEAD + text);
    }

    private int run(String... more) {
        return Main.run(Stream.concat(
                        Stream.of("--seconds", "0", "--output", output.toString()),
                        Stream.concat(
                                Stream.of(more), Stream.of(folder.resolve("src").toString())))
                .toArray(String[]::new));
    }

    @Test
    void everyProgramThatHasAChoiceIsWritten() throws IOException {
        write(
                "Last.java",
                "@BatchNormalization(shape = {-1, 16}, dtypes = {DType.FLOAT32, DType.BFLOAT16}) interface Last {}");
        write(
                "First.java",
                "@BatchNormalization(shape = {-1, 3, -1}, axis = 1, dtypes = DType.FLOAT64) interface First {}");
        write("Masked.java", "@BatchNormalization(shape = {-1, 3, 19}, mask = true) interface Masked {}");
        write("Fixed.java", "@BatchNormalization(shape = {4, 2, 3, 2}, axis = {1, 3}) interface Fixed {}");
        write("Joined.java", "@BatchNormalization(shape = {-1, 3}, residual = true) interface Joined {}");
        write("Other.java", "class Other { FirstFloat64 layer = FirstFloat64.create(); }");
        assertEquals(0, run("--sizes", "5,7", "--threads", "2"));
        List<String> lines = Files.readAllLines(output);
        SchedulesReader.Outcome outcome = SchedulesReader.read("schedules.txt", lines);
        assertEquals(List.of(), outcome.mistakes());
        assertEquals(
                List.of(
                        "FLOAT32 shape=-1,16 axis=1 inference maps",
                        "FLOAT32 shape=-1,16 axis=1 inferenceGradient sums maps",
                        "FLOAT32 shape=-1,16 axis=1 training sums maps",
                        "FLOAT32 shape=-1,16 axis=1 trainingGradient sums maps",
                        "FLOAT32 shape=-1,3 axis=1 inference maps",
                        "FLOAT32 shape=-1,3 axis=1 inferenceGradient maps",
                        "FLOAT32 shape=-1,3 axis=1 training maps",
                        "FLOAT32 shape=-1,3 axis=1 trainingGradient maps",
                        "FLOAT32 shape=-1,3,19 axis=2 inference maps",
                        "FLOAT32 shape=-1,3,19 axis=2 inferenceGradient sums maps",
                        "FLOAT32 shape=-1,3,19 axis=2 training maps",
                        "FLOAT32 shape=-1,3,19 axis=2 trainingGradient sums",
                        "FLOAT64 shape=-1,3,-1 axis=1 inferenceGradient passes",
                        "FLOAT64 shape=-1,3,-1 axis=1 training passes",
                        "FLOAT64 shape=-1,3,-1 axis=1 trainingGradient passes",
                        "BFLOAT16 shape=-1,16 axis=1 inference maps",
                        "BFLOAT16 shape=-1,16 axis=1 inferenceGradient sums maps",
                        "BFLOAT16 shape=-1,16 axis=1 training sums maps",
                        "BFLOAT16 shape=-1,16 axis=1 trainingGradient sums maps"),
                outcome.schedules().lines(List.of()).stream()
                        .map(line -> line.replaceAll("=[A-Z]\\w+", ""))
                        .toList());
        assertEquals(lines.subList(1, lines.size()), outcome.schedules().lines(List.of()), "in order");
        assertFalse(Files.exists(folder.resolve("schedules.txt.tmp")));
    }

    @Test
    void sourcesWithoutALayerAreRefused() throws IOException {
        write("Other.java", "class Other {}");
        assertEquals(1, run());
        assertFalse(Files.exists(output));
    }

    @Test
    void theFileStaysWhereSourcesDoNotCompile() throws IOException {
        Files.writeString(output, "as it was");
        write("Norm.java", "@BatchNormalization(shape = {-1, 0}) interface Norm {}");
        assertEquals(1, run());
        assertEquals("as it was", Files.readString(output));
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() throws IOException {
        write("Norm.java", "@BatchNormalization(shape = {-1, 16}) interface Norm {}");
        assertEquals(2, run("--threads", "0"));
        assertEquals(2, run("--sizes", "0"));
        assertEquals(2, run("--sizes", "many"));
        assertEquals(2, Main.run());
        assertEquals(1, Main.run(folder.resolve("none").toString()));
        assertFalse(Files.exists(output));
    }

    @Test
    void tensorsMustFitIntoArrays() throws IOException {
        write("Norm.java", "@BatchNormalization(shape = {-1, -1, 16}) interface Norm {}");
        assertEquals(1, run("--sizes", "100000"));
        assertFalse(Files.exists(output));
    }

    @Test
    void whatSourcesNeedIsFound() throws IOException {
        write("Norm.java", "@BatchNormalization(shape = {-1, 16}) interface Norm extends needed.Needed {}");
        Path needed = Files.createDirectories(folder.resolve("needed"));
        Path source = Files.writeString(needed.resolve("Needed.java"), "package needed; public interface Needed {}");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
        assertEquals(0, status);
        assertEquals(0, run("--class-path", classes.toString()));
        assertEquals(
                1,
                SchedulesReader.read("file", Files.readAllLines(output))
                        .schedules()
                        .byLayer()
                        .size());
    }
}
