package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file takes more memory than there is. */
class LimitsTest {

    @TempDir
    private Path folder;

    @Test
    void limitsAreAShareOfTheMemory() {
        assertEquals(new Limits(100_000, 1 << 30, 64 << 20, 1 << 30), Limits.ofHeap(64L << 30));
        assertEquals(new Limits(100_000, 32 << 20, 32 << 20, 32 << 20), Limits.ofHeap(256L << 20));
    }

    @Test
    void anArchiveThatGrowsBeyondThemIsRefused() throws IOException {
        Path file = folder.resolve("bomb.npz");
        Tensor zeros = Tensor.of("a", ElementType.FLOAT64, List.of(1 << 20), new double[1 << 20]);
        ByteBuffer array = NpyHeader.write(zeros);
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(array.array());
            zip.closeEntry();
        }
        assertTrue(Files.size(file) < 10_000);
        String said = assertThrows(ModelFileException.class, () -> NpzFile.open(file, Limits.ofHeap(32 << 20)))
                .getMessage();
        assertTrue(said.contains("needs more than the 4194304 bytes that are allowed"), said);
    }
}
