package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.modelfiles.TestFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what h5py has written, in the structures that HDF5 has for it, and refuses what Keras never writes. */
class Hdf5FileTest {

    private static Hdf5File open(String name) throws IOException {
        return Hdf5File.open(TestFiles.of("hdf5-" + name + ".h5"), Limits.DEFAULT);
    }

    @Test
    void everyTypeIsReadInBothByteOrders() throws IOException {
        try (Hdf5File file = open("types")) {
            for (String name : List.of("little/f2", "little/f4", "little/f8", "big/f4", "big/f8")) {
                assertArrayEquals(new double[] {1, 2, 100}, file.read(name).toDoubles(), name);
            }
            for (String name : List.of("little/i1", "little/u1")) {
                assertEquals(
                        ByteBuffer.wrap(new byte[] {1, 2, 100}), file.read(name).bytes(), name);
            }
            assertEquals(100, file.read("big/i2").bytes().getShort(4));
            assertEquals(100, file.read("little/u8").bytes().getLong(16));
            assertArrayEquals(new double[] {0.5}, file.read("scalar").toDoubles());
            assertEquals(List.of(0, 4), file.tensors().get("nothing").shape());
            assertEquals(Optional.of("a text"), file.text("", "one"));
            assertEquals(Optional.of(List.of("a", "bc")), file.texts("", "several"));
            assertEquals(Optional.empty(), file.text("group", "one"));
            assertThrows(ModelFileException.class, () -> file.text("", "number"));
        }
    }

    /** A tree of tables, a heap of links, links in the order of creation: all hold the same names. */
    @ParameterizedTest
    @CsvSource({"many,20,layers/layer_%d/vars/0", "latest,40,layers/layer_%d/vars/0", "tracked,12,layers/%d"})
    void groupsOfEveryVersionAreRead(String name, int count, String path) throws IOException {
        try (Hdf5File file = open(name)) {
            for (int i = 0; i < count; i++) {
                assertArrayEquals(
                        new double[] {i, i}, file.read(path.formatted(i)).toDoubles());
            }
        }
    }

    @Test
    void aDatasetMayHaveSeveralNames() throws IOException {
        try (Hdf5File file = open("many")) {
            assertArrayEquals(new double[] {7, 7}, file.read("names/name_399").toDoubles());
        }
        try (Hdf5File file = open("two-names")) {
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, file.read("b").toDoubles());
        }
    }

    @Test
    void attributesInAHeapAreRead() throws IOException {
        try (Hdf5File file = open("latest")) {
            assertEquals(Optional.of("x".repeat(39)), file.text("layers", "attribute_39"));
        }
        try (Hdf5File file = open("long-text")) {
            assertEquals(Optional.of("x".repeat(70_000)), file.text("", "model_config"));
        }
    }

    @Test
    void valuesInTheHeaderAreRead() throws IOException {
        try (Hdf5File file = open("compact")) {
            assertArrayEquals(new double[] {1, 2, 3}, file.read("compact").toDoubles());
        }
    }

    /** Files whose groups cannot be listed. */
    @ParameterizedTest
    @CsvSource({
        "circle, stands in another place",
        "soft-link, is not followed",
        "external-link, is not followed",
        "deep, nested in more than 64 groups",
        "bomb, needs more than"
    })
    void whatCannotBeListedIsRefused(String name, String words) {
        String said = assertThrows(ModelFileException.class, () -> open(name)).getMessage();
        assertTrue(said.contains(words) && said.contains("hdf5-" + name + ".h5"), said);
    }

    @ParameterizedTest
    @CsvSource({"chunked, stands in chunks", "unwritten, has no data"})
    void whatCannotBeReadIsRefused(String name, String words) throws IOException {
        try (Hdf5File file = open(name)) {
            String said =
                    assertThrows(ModelFileException.class, () -> file.read("a")).getMessage();
            assertTrue(said.contains(words), said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compound"})
    void whatIsNoTensorIsNotListed(String name) throws IOException {
        try (Hdf5File file = open(name)) {
            assertEquals(0, file.tensors().size());
        }
    }
}
