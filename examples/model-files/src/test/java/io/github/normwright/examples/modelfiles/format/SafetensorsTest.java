package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format byte by byte: what is written, and what is refused. */
class SafetensorsTest {

    @TempDir
    private Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        return Files.write(folder.resolve("tensors.safetensors"), bytes.array());
    }

    @Test
    void tensorsStandInTheOrderOfTheReferenceImplementation() throws IOException {
        Path file = folder.resolve("written.safetensors");
        SafetensorsWriter.write(
                file,
                List.of(
                        Tensor.of("b", ElementType.BFLOAT16, List.of(), -1.5),
                        Tensor.of("a", ElementType.FLOAT32, List.of(2), 0.5, -0.0),
                        Tensor.of("c", ElementType.FLOAT64, List.of(1, 1), Math.E)),
                Map.of("format", "pt"));
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"c\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[16,18]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 18).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
        expected.put(" ".repeat(padded - header.length()).getBytes(StandardCharsets.UTF_8));
        expected.putDouble(Math.E).putFloat(0.5f).putFloat(-0f).putShort((short) 0xBFC0);
        assertArrayEquals(expected.array(), Files.readAllBytes(file));
        try (SafetensorsFile read = SafetensorsFile.open(file, Limits.DEFAULT)) {
            assertEquals(Map.of("format", "pt"), read.metadata());
            assertArrayEquals(new double[] {-1.5}, read.read("b").toDoubles());
        }
    }

    /** Headers with a claim that is not true, and words of the message that refuses each; there are 8 bytes of data. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}; takes 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}; there are 8 bytes of data",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}; starts at byte 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],"
                        + "\"data_offsets\":[4,8]}}; \"b\" starts at byte 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}; from byte 8 to 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}; negative",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}; larger than",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}; should be an integer",
                "{\"a\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,8]}}; has dtype \"F4\"",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],"
                        + "\"data_offsets\":[0,8]}}; uplicate",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}; data_offsets",
                "{\"__metadata__\":{\"a\":1}}; should be a string",
                "[[[[; not JSON",
            })
    void headersThatClaimWhatIsNotThereAreRefused(String header, String words) throws IOException {
        Path file = file(header, 8);
        String said = assertThrows(ModelFileException.class, () -> SafetensorsFile.open(file, Limits.DEFAULT))
                .getMessage();
        assertTrue(said.contains(words) && said.contains("tensors.safetensors"), said);
    }

    @Test
    void nothingIsAllocatedForAHeaderThatIsNotThere() throws IOException {
        Path file = folder.resolve("length.safetensors");
        for (long length : new long[] {Long.MAX_VALUE, -1, 1L << 40, 9}) {
            Files.write(
                    file,
                    ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());
            String said = assertThrows(ModelFileException.class, () -> SafetensorsFile.open(file, Limits.DEFAULT))
                    .getMessage();
            assertTrue(said.contains("the header is said to take " + length + " bytes"), said);
        }
    }

    @Test
    void aHeaderNestedTooDeeplyIsRefused() throws IOException {
        Path file = file("{\"a\":" + "[".repeat(100_000), 0);
        assertThrows(ModelFileException.class, () -> SafetensorsFile.open(file, Limits.DEFAULT));
    }
}
