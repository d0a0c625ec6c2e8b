package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelFiles;
import io.github.normwright.examples.modelfiles.ModelLayer;
import io.github.normwright.examples.modelfiles.TestFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads damaged files: each is read, or refused with a message that names it, within seconds and without more memory than it is
 * large. {@code examples/model-files/fuzz} reads many more.
 */
class FuzzTest {

    private static final int TRIES = Integer.getInteger("fuzz.tries", 400);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final Duration MOST_FOR_ONE = Duration.ofSeconds(10);

    /** Small ones, so that memory asked for without reason shows. */
    private static final Limits LIMITS = new Limits(10_000, 1 << 24, 1 << 22, 1 << 24);

    @TempDir
    private Path folder;

    /** A sound file, and what is in it. */
    private record Seed(Path path, byte[] bytes, Map<TensorInfo, Tensor> tensors) {}

    /** Reads everything in a file, or refuses it. */
    private interface Reader {
        Map<TensorInfo, Tensor> read(Path file) throws IOException;
    }

    private static List<Seed> seeds(String ending) {
        return seeds(TestFiles.ending(ending), FuzzTest::readModel);
    }

    /** Damaging files that are refused anyway would show nothing. */
    private static List<Seed> seeds(List<Path> files, Reader reader) {
        List<Seed> seeds = new ArrayList<>();
        for (Path file : files) {
            try {
                seeds.add(new Seed(file, Files.readAllBytes(file), reader.read(file)));
            } catch (IOException refused) {
                assertTrue(refused instanceof ModelFileException, refused.toString());
            }
        }
        return seeds;
    }

    /** Formats without a checksum: damage to the numbers themselves cannot be seen. */
    @ParameterizedTest
    @ValueSource(strings = {".safetensors", ".h5", ".onnx"})
    void damagedFilesAreReadOrRefused(String ending) {
        List<Seed> seeds = seeds(ending);
        run(ending, (random, file) -> {
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            Files.write(file, new Mutations(random).of(seed.bytes()));
            readModel(file);
        });
    }

    /** Files that are no models, but have all that a file of tensors can have. */
    @ParameterizedTest
    @ValueSource(strings = {".h5", ".onnx"})
    void damagedFilesOfTensorsAreReadOrRefused(String ending) {
        List<Path> files = TestFiles.ending(ending).stream()
                .filter(path -> path.getFileName().toString().matches("(hdf5|onnx)-.*"))
                .toList();
        List<Seed> seeds = seeds(files, FuzzTest::readTensors);
        run("tensors" + ending, (random, file) -> {
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            Files.write(file, new Mutations(random).of(seed.bytes()));
            readTensors(file);
        });
    }

    /** In structures, a flipped bit is seen; in a number, it changes that number only. */
    @ParameterizedTest
    @ValueSource(strings = {".safetensors", ".onnx"})
    void aFlippedBitChangesOneNumberAtMost(String ending) {
        runFlips(ending, tensors -> tensors.stream().mapToInt(Integer::intValue).sum());
    }

    /** A tensor can be moved into room that belongs to nothing; that changes one tensor only. */
    @ParameterizedTest
    @ValueSource(strings = {".h5"})
    void aFlippedBitChangesOneTensorAtMost(String ending) {
        runFlips(ending, tensors ->
                (int) tensors.stream().filter(differences -> differences > 0).count());
    }

    /** Counts damage by the number of different elements in each tensor. */
    private void runFlips(String ending, ToIntFunction<List<Integer>> damage) {
        List<Seed> seeds = seeds(ending);
        run("bits" + ending, (random, file) -> {
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            byte[] bytes = seed.bytes().clone();
            int place = random.nextInt(bytes.length);
            bytes[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            Map<TensorInfo, Tensor> found = readModel(file);
            List<Integer> differences = seed.tensors().values().stream()
                    .filter(tensor -> found.containsKey(tensor.info()))
                    .map(tensor -> differences(tensor, found.get(tensor.info())))
                    .toList();
            assertTrue(
                    damage.applyAsInt(differences) <= 1,
                    differences + " numbers silently damaged by the flip in byte " + place + " of " + seed.path());
        });
    }

    private static int differences(Tensor expected, Tensor found) {
        int size = expected.info().type().bytes();
        int count = 0;
        for (int i = 0; i < expected.info().elements(); i++) {
            count += expected.bytes().slice(i * size, size).equals(found.bytes().slice(i * size, size)) ? 0 : 1;
        }
        return count;
    }

    /** In archives, each entry has a checksum: what is read is what was written. */
    @ParameterizedTest
    @ValueSource(strings = {".npz", ".keras"})
    void damagedArchivesAreReadAsWrittenOrRefused(String ending) {
        List<Seed> seeds = seeds(ending);
        run(ending, (random, file) -> {
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            Files.write(file, new Mutations(random).of(seed.bytes()));
            Map<TensorInfo, Tensor> found = readModel(file);
            found.forEach((info, tensor) -> {
                if (seed.tensors().containsKey(info)) {
                    assertEquals(seed.tensors().get(info).bytes(), tensor.bytes(), "silently damaged: " + info);
                }
            });
        });
    }

    /** Damage that checksums do not show: to an entry before it was put into the archive. */
    @ParameterizedTest
    @ValueSource(strings = {".npz", ".keras"})
    void archivesOfDamagedEntriesAreReadOrRefused(String ending) {
        List<Seed> seeds = seeds(ending);
        run("entries" + ending, (random, file) -> {
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            Files.write(file, withDamagedEntry(seed.path(), random));
            readModel(file);
        });
    }

    private static byte[] withDamagedEntry(Path seed, Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchive archive = ZipArchive.open(seed, Limits.DEFAULT);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            List<String> names = archive.names();
            String damaged = names.get(random.nextInt(names.size()));
            for (String name : names) {
                byte[] contents = archive.read(name, 1 << 20);
                StoredEntries.put(zip, name, name.equals(damaged) ? new Mutations(random).of(contents) : contents);
            }
        }
        return bytes.toByteArray();
    }

    private interface Try {
        void run(Random random, Path file) throws IOException;
    }

    private void run(String name, Try each) {
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            Path file = folder.resolve("damaged" + name.replaceFirst("^[a-z]*", ""));
            Random random = new Random(SEED * 1_000_003 + i);
            try {
                refused += assertTimeoutPreemptively(MOST_FOR_ONE, () -> isRefused(each, random, file)) ? 1 : 0;
            } catch (Throwable failure) {
                keep(file, name, i);
                fail(name + " of try " + i + " from seed " + SEED, failure);
            }
        }
        System.out.println("fuzz " + name + ": " + TRIES + " tries, " + refused + " refused");
    }

    private static boolean isRefused(Try each, Random random, Path file) throws IOException {
        try {
            each.run(random, file);
            return false;
        } catch (ModelFileException said) {
            assertTrue(said.getMessage().contains(file.getFileName().toString()), said.getMessage());
            assertTrue(said.getMessage().length() < 2000, said.getMessage());
            return true;
        }
    }

    private static void keep(Path file, String name, int number) {
        try {
            Path kept = Path.of("target", "fuzz-" + number + name.replaceFirst("^[a-z]*", ""));
            Files.write(kept, Files.readAllBytes(file));
        } catch (IOException lost) {
            System.out.println("the damaged file could not be kept: " + lost);
        }
    }

    /** Reads everything in a file, as a model and as tensors. */
    private static Map<TensorInfo, Tensor> readModel(Path file) throws IOException {
        Map<TensorInfo, Tensor> tensors = new HashMap<>();
        try (Model model = ModelFiles.open(file, Optional.empty(), LIMITS)) {
            for (ModelLayer layer : model.layers()) {
                for (String variable : layer.variables().keySet()) {
                    Tensor tensor = model.read(layer, variable);
                    tensors.put(tensor.info(), tensor);
                }
            }
            for (TensorInfo info : model.tensors().tensors().values()) {
                assertEquals(info, model.tensors().read(info.name()).info());
            }
        }
        return tensors;
    }

    private static Map<TensorInfo, Tensor> readTensors(Path file) throws IOException {
        Map<TensorInfo, Tensor> tensors = new HashMap<>();
        try (TensorFile open =
                file.toString().endsWith(".h5") ? Hdf5File.open(file, LIMITS) : OnnxFile.open(file, LIMITS)) {
            for (TensorInfo info : open.tensors().values()) {
                tensors.put(info, open.read(info.name()));
            }
            if (open instanceof Hdf5File hdf5) {
                for (String group : hdf5.groups()) {
                    for (String name : List.of("one", "several", "attribute_3", "attribute_11", "model_config")) {
                        hdf5.texts(group, name);
                    }
                }
            }
        }
        return tensors;
    }
}
