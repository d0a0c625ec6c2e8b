package io.github.normwright.examples.modelfiles.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes files of the safetensors format. */
public final class SafetensorsWriter {

    /** The header is padded, so that the data starts at a multiple of the largest element size. */
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Writes tensors into a file, which is created or replaced at once. The same tensors give the same bytes: they stand in
     * the order of their element sizes, large ones first, and then of their names, as the reference implementation has
     * them.
     *
     * @param file the file
     * @param tensors the tensors, no two of one name
     * @param metadata texts to write besides
     * @throws IOException if it cannot be written; a file that was there is left as it was
     * @throws IllegalArgumentException if two tensors have one name
     */
    public static void write(Path file, List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        TensorNames.check(tensors);
        List<Tensor> ordered = tensors.stream()
                .sorted(Comparator.comparingInt(
                                (Tensor tensor) -> -tensor.info().type().bytes())
                        .thenComparing(tensor -> tensor.info().name()))
                .toList();
        byte[] header = header(ordered, metadata);
        AtomicFile.replace(file, temporary -> {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                write(
                        channel,
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(header.length)
                                .flip());
                write(channel, ByteBuffer.wrap(header));
                for (Tensor tensor : ordered) {
                    write(channel, tensor.bytes());
                }
            }
        });
    }

    private static byte[] header(List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsFile.METADATA);
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (Tensor tensor : tensors) {
                offset = writeEntry(json, tensor.info(), offset);
            }
            json.writeEndObject();
        }
        while (text.size() % ALIGNMENT != 0) {
            text.write(' ');
        }
        return text.toByteArray();
    }

    private static long writeEntry(JsonGenerator json, TensorInfo info, long offset) throws IOException {
        json.writeObjectFieldStart(info.name());
        json.writeStringField("dtype", SafetensorsFile.dtype(info.type()));
        json.writeArrayFieldStart("shape");
        for (int size : info.shape()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(offset);
        json.writeNumber(offset + info.bytes());
        json.writeEndArray();
        json.writeEndObject();
        return offset + info.bytes();
    }

    private static void write(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
