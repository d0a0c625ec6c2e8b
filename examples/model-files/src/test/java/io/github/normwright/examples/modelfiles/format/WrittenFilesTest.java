package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelFiles;
import io.github.normwright.examples.modelfiles.ModelLayer;
import io.github.normwright.examples.modelfiles.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes files and reads them back. {@code src/test/python/check_written.py} lets Keras, PyTorch, ONNX and NumPy read what this
 * leaves in {@code target/written}.
 */
class WrittenFilesTest {

    private static final Path WRITTEN = Path.of("target", "written");

    @TempDir
    private Path folder;

    /** Random tensors of every type, of ranks from 0 to 4, some of them empty. */
    private static List<Tensor> tensors(Random random, boolean hasBfloat16) {
        List<Tensor> tensors = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            if (type.isFloating() && (hasBfloat16 || type != ElementType.BFLOAT16)) {
                List<Integer> shape = Stream.generate(() -> random.nextInt(5))
                        .limit(random.nextInt(5))
                        .toList();
                int count = shape.stream().reduce(1, (a, b) -> a * b);
                double[] values =
                        random.doubles(count).map(value -> 100 * value - 50).toArray();
                tensors.add(Tensor.of("t/" + type + "." + random.nextInt(9), type, shape, values));
            }
        }
        return tensors;
    }

    private static void assertHolds(List<Tensor> expected, TensorFile file) throws IOException {
        try (file) {
            assertEquals(expected.size(), file.tensors().size());
            for (Tensor tensor : expected) {
                Tensor found = file.read(tensor.info().name());
                assertEquals(tensor.info(), found.info());
                assertEquals(tensor.bytes(), found.bytes());
            }
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            List<Tensor> all = tensors(new Random(seed), true);
            Path safetensors = folder.resolve("a.safetensors");
            SafetensorsWriter.write(safetensors, all, Map.of());
            assertHolds(all, SafetensorsFile.open(safetensors, Limits.DEFAULT));
            List<Tensor> some = tensors(new Random(seed), false);
            Path npz = folder.resolve("a.npz");
            NpzWriter.write(npz, some);
            assertHolds(some, NpzFile.open(npz, Limits.DEFAULT));
        }
    }

    @Test
    void whatNumpyDoesNotHaveIsRefusedAndTheFileStays() throws IOException {
        Path file = Files.writeString(folder.resolve("old.npz"), "old");
        Tensor tensor = Tensor.of("a", ElementType.BFLOAT16, List.of(1), 1);
        assertThrows(IllegalArgumentException.class, () -> NpzWriter.write(file, List.of(tensor)));
        Tensor other = Tensor.of("a", ElementType.FLOAT32, List.of(1), 1);
        assertThrows(IllegalArgumentException.class, () -> NpzWriter.write(file, List.of(other, other)));
        assertEquals("old", Files.readString(file));
        assertEquals(1, Files.list(folder).count(), "a temporary file was left");
    }

    @Test
    void aFileThatCannotBeWrittenStaysAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("old.bin"), "old");
        assertThrows(
                UncheckedIOException.class,
                () -> AtomicFile.replace(file, temporary -> {
                    Files.writeString(temporary, "half of the ne");
                    throw new UncheckedIOException(new IOException("the disk is full"));
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(1, Files.list(folder).count(), "a temporary file was left");
    }

    /** Doubles every variable, and leaves everything else in the file as it was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keras3-branches.keras",
                "keras3-branches.h5",
                "keras3-branches.weights.h5",
                "tfkeras-mlp.keras",
                "tfkeras-mlp.h5",
                "torch-modules.onnx",
                "torch-modules.safetensors"
            })
    void copiesHaveOtherVariablesAndNothingElse(String name) throws IOException {
        Files.createDirectories(WRITTEN);
        Path copy = WRITTEN.resolve(name);
        try (Model model = ModelFiles.open(TestFiles.of(name))) {
            Map<ModelLayer, Map<String, double[]>> doubled = doubled(model);
            model.copyWith(copy, doubled);
            try (Model changed = ModelFiles.open(copy)) {
                assertEquals(model.tensors().tensors(), changed.tensors().tensors());
                Map<String, double[]> expected = new LinkedHashMap<>();
                doubled.forEach((layer, values) -> values.forEach(
                        (variable, array) -> expected.put(layer.variables().get(variable), array)));
                for (String tensor : model.tensors().tensors().keySet()) {
                    if (expected.containsKey(tensor)) {
                        assertArrayEquals(
                                expected.get(tensor),
                                changed.tensors().read(tensor).toDoubles(),
                                tensor);
                    } else {
                        assertEquals(
                                model.tensors().read(tensor).bytes(),
                                changed.tensors().read(tensor).bytes(),
                                tensor);
                    }
                }
            }
        }
    }

    private static Map<ModelLayer, Map<String, double[]>> doubled(Model model) throws IOException {
        Map<ModelLayer, Map<String, double[]>> changed = new LinkedHashMap<>();
        for (ModelLayer layer : model.layers()) {
            if (layer.kind().isGenerated()) {
                Map<String, double[]> values = new LinkedHashMap<>();
                for (String variable : layer.variables().keySet()) {
                    double[] value = model.read(layer, variable).toDoubles();
                    for (int i = 0; i < value.length; i++) {
                        value[i] *= 2;
                    }
                    values.put(variable, value);
                }
                changed.put(layer, values);
            }
        }
        return changed;
    }

    @Test
    void aCopyWithOtherShapesIsRefusedAndNothingIsWritten() throws IOException {
        Path copy = folder.resolve("copy.keras");
        try (Model model = ModelFiles.open(TestFiles.of("keras3-branches.keras"))) {
            String said = assertThrows(
                            ModelFileException.class,
                            () -> model.copyWith(
                                    copy, Map.of(model.layer("stem_norm"), Map.of("gamma", new double[3]))))
                    .getMessage();
            assertTrue(said.contains("gamma is FLOAT32 [4] in the file and cannot take 3 values"), said);
        }
        assertEquals(0, Files.list(folder).count());
    }

    @Test
    void namedTensorsAreWrittenForOthersToRead() throws IOException {
        Files.createDirectories(WRITTEN);
        List<Tensor> tensors = List.of(
                Tensor.of("norm.gamma", ElementType.FLOAT32, List.of(2, 2), 0.5, -1, 2, 3),
                Tensor.of("half", ElementType.FLOAT16, List.of(2), 1.5, 65504),
                Tensor.of("double", ElementType.FLOAT64, List.of(), Math.PI));
        NpzWriter.write(WRITTEN.resolve("named.npz"), tensors);
        List<Tensor> more = new ArrayList<>(tensors);
        more.add(Tensor.of("brain", ElementType.BFLOAT16, List.of(1), -0.5));
        SafetensorsWriter.write(WRITTEN.resolve("named.safetensors"), more, Map.of("format", "pt"));
        assertEquals(
                4,
                SafetensorsFile.open(WRITTEN.resolve("named.safetensors"), Limits.DEFAULT)
                        .tensors()
                        .size());
    }
}
