package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.modelfiles.TestFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what NumPy has written, and refuses what it would not have written. */
class ArraysTest {

    @TempDir
    private Path folder;

    private static double[] values(NpzFile file, String name) throws IOException {
        return file.read(name).toDoubles();
    }

    @Test
    void everyTypeAndOrderOfNumpyIsRead() throws IOException {
        try (NpzFile file = NpzFile.open(TestFiles.of("arrays.npz"), Limits.DEFAULT)) {
            assertArrayEquals(new double[] {1.5, -0.25, 65504, Double.POSITIVE_INFINITY}, values(file, "f16"));
            assertArrayEquals(new double[] {0, 1 / 7f, 2 / 7f, 3 / 7f, 4 / 7f, 5 / 7f}, values(file, "f32"));
            assertEquals(List.of(2, 3), file.tensors().get("f32").shape());
            assertArrayEquals(new double[] {Math.PI}, values(file, "f64"));
            assertEquals(List.of(), file.tensors().get("f64").shape());
            assertArrayEquals(new double[] {1.25, -2}, values(file, "big_endian"));
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, values(file, "fortran"));
            assertEquals(0, values(file, "empty").length);
            assertEquals(1L << 62, file.read("i64").bytes().getLong(8));
            assertEquals(
                    new TensorInfo("u8", ElementType.UINT8, List.of(2)),
                    file.tensors().get("u8"));
            assertEquals(ElementType.BOOL, file.tensors().get("boolean").type());
        }
        try (NpzFile file = NpzFile.open(TestFiles.of("compressed.npz"), Limits.DEFAULT)) {
            assertEquals(200, values(file, "a").length);
            assertEquals(3, values(file, "a")[199]);
        }
    }

    @Test
    void whatIsMissingIsNamedWithWhatIsThere() throws IOException {
        try (NpzFile file = NpzFile.open(TestFiles.of("compressed.npz"), Limits.DEFAULT)) {
            String said =
                    assertThrows(ModelFileException.class, () -> file.read("b")).getMessage();
            assertTrue(said.endsWith("has no tensor \"b\"; it has 1: [\"a\"]"), said);
        }
    }

    /** Headers with a claim that is not true, and a word of the message that refuses each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,), }; needs more than",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536, 65536, 65536), }; needs more than",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 9999999999), }; negative or larger",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }; of 12",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }; not NumPy's",
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }; has dtype",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }; not NumPy's",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }; has dtype",
                "__import__('os'); not NumPy's",
            })
    void headersThatClaimTooMuchAreRefused(String header, String word) throws IOException {
        Path file = folder.resolve("hostile.npz");
        byte[] text = (header + "\n").getBytes();
        byte[] array = new byte[10 + text.length + 4];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
        System.arraycopy(start, 0, array, 0, start.length);
        System.arraycopy(text, 0, array, start.length, text.length);
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            StoredEntries.put(zip, "a.npy", array);
        }
        String said = assertThrows(ModelFileException.class, () -> NpzFile.open(file, Limits.DEFAULT))
                .getMessage();
        assertTrue(said.contains(word) && said.contains("hostile.npz: a.npy"), said);
    }
}
