package io.github.normwright.processor.diagnostics;

import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import io.github.normwright.processor.NormwrightProcessor;
import io.github.normwright.processor.testing.Compiled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final String LAYER =
            "import io.github.normwright.api.*; @BatchNormalization(shape = {-1, 8}) interface Norm {}";

    private static Compilation compile(String... options) {
        List<String> all = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        all.addAll(List.of(options));
        return Compiled.compile(all, LAYER);
    }

    private static boolean hasVectorKernel(Compilation compilation) {
        return compilation.generatedSourceFile("NormFloat32VectorKernel").isPresent();
    }

    private static List<String> warnings(Compilation compilation) {
        return compilation.warnings().stream()
                .map(warning -> ((Diagnostic<?>) warning).getMessage(null))
                .filter(message -> message.contains("[NW"))
                .toList();
    }

    @Test
    void vectorKernelsAreWrittenWhereTheVectorApiIsVisible() {
        assertTrue(hasVectorKernel(compile()));
        assertTrue(hasVectorKernel(compile("-Anormwright.vector=auto")));
        assertFalse(hasVectorKernel(Compiled.compile(List.of(), LAYER)));
    }

    @Test
    void vectorKernelsCanBeSwitchedOff() {
        Compilation compilation = compile("-Anormwright.vector=off");
        assertFalse(hasVectorKernel(compilation));
        assertEquals(List.of(), warnings(compilation));
    }

    @Test
    void unknownOptionsAreReported() {
        assertEquals(
                List.of("[NW002] there is no option normwright.vectors. Did you mean normwright.vector? Options:"
                        + " normwright.catalog, normwright.schedules, normwright.vector."),
                warnings(compile("-Anormwright.vectors=off")));
        assertEquals(
                List.of(
                        "[NW002] there is no option normwright.completelyDifferent. Options: normwright.catalog, normwright.schedules,"
                                + " normwright.vector."),
                warnings(compile("-Anormwright.completelyDifferent")));
        assertEquals(List.of(), warnings(compile("-Aother.option=1")));
    }

    @Test
    void unknownValuesAreReported() {
        assertEquals(
                List.of("[NW003] option normwright.vector must be one of [auto, off], found \"of\". Did you mean off?"),
                warnings(compile("-Anormwright.vector=of")));
    }

    @Test
    void catalogsNeedTheNameOfAClass() {
        assertEquals(
                List.of("[NW005] option normwright.catalog must be the full name of the class to generate, such as"
                        + " com.example.Layers, found \"on/off\"."),
                warnings(compile("-Anormwright.catalog=on/off")));
        assertEquals(List.of(), warnings(compile("-Anormwright.catalog=Layers")));
    }

    @Test
    void layersThatACatalogCannotSeeAreReported() {
        assertEquals(
                List.of(
                        "[NW006] the layers of Norm are not in the catalog com.example.Layers: it is not public. Make it"
                                + " so, or put the catalog into its package."),
                warnings(compile("-Anormwright.catalog=com.example.Layers")));
    }

    @Test
    void onlyACatalogDependsOnAllTypes() {
        assertTrue(supported(Map.of()).contains("org.gradle.annotation.processing.isolating"));
        assertTrue(supported(Map.of("normwright.catalog", "Layers"))
                .contains("org.gradle.annotation.processing.aggregating"));
    }

    private static Set<String> supported(Map<String, String> options) {
        NormwrightProcessor processor = new NormwrightProcessor();
        List<String> arguments = new ArrayList<>();
        options.forEach((name, value) -> arguments.add("-A" + name + "=" + value));
        assertEquals(
                Compilation.Status.SUCCESS,
                javac().withProcessors(processor)
                        .withOptions(ImmutableList.copyOf(arguments))
                        .compile(Compiled.file(LAYER))
                        .status());
        return processor.getSupportedOptions();
    }
}
