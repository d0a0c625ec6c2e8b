package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of the safetensors format: the length of a header in eight bytes, the header, the data. The header is a JSON object
 * that gives each tensor's dtype, shape and place. As the reference implementation, this one refuses files whose tensors
 * overlap, or do not cover the data.
 */
public final class SafetensorsFile implements TensorFile {

    /** What the reference implementation allows. */
    static final int MOST_HEADER_BYTES = 100_000_000;

    static final String METADATA = "__metadata__";

    private static final int LENGTH_BYTES = 8;

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("F16", ElementType.FLOAT16),
            Map.entry("BF16", ElementType.BFLOAT16),
            Map.entry("F32", ElementType.FLOAT32),
            Map.entry("F64", ElementType.FLOAT64),
            Map.entry("I8", ElementType.INT8),
            Map.entry("I16", ElementType.INT16),
            Map.entry("I32", ElementType.INT32),
            Map.entry("I64", ElementType.INT64),
            Map.entry("U8", ElementType.UINT8),
            Map.entry("U16", ElementType.UINT16),
            Map.entry("U32", ElementType.UINT32),
            Map.entry("U64", ElementType.UINT64),
            Map.entry("BOOL", ElementType.BOOL));

    private final Path path;
    private final Bytes bytes;
    private final SortedMap<String, TensorInfo> tensors;
    private final Map<String, Long> offsets;
    private final Map<String, String> metadata;

    private SafetensorsFile(
            Path path,
            Bytes bytes,
            SortedMap<String, TensorInfo> tensors,
            Map<String, Long> offsets,
            Map<String, String> metadata) {
        this.path = path;
        this.bytes = bytes;
        this.tensors = Collections.unmodifiableSortedMap(tensors);
        this.offsets = offsets;
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param limits what it may ask for
     * @return the open file
     * @throws ModelFileException if it is damaged or too large
     * @throws IOException if it cannot be read
     */
    public static SafetensorsFile open(Path file, Limits limits) throws IOException {
        Bytes bytes = Bytes.of(file, new Origin(file.toString()));
        try {
            return read(file, bytes, limits);
        } catch (IOException | RuntimeException failure) {
            bytes.close();
            throw failure;
        }
    }

    private static SafetensorsFile read(Path path, Bytes bytes, Limits limits) throws IOException {
        Origin origin = bytes.origin().within("header");
        long length = bytes.read("the length of the header", 0, LENGTH_BYTES, LENGTH_BYTES)
                .getLong();
        ByteBuffer text =
                bytes.read("the header", LENGTH_BYTES, length, Math.min(MOST_HEADER_BYTES, limits.documentBytes()));
        Json header = Json.parse(origin, utf8(origin, text), limits);
        SortedMap<String, TensorInfo> tensors = new TreeMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Span> spans = new ArrayList<>();
        for (String name : header.object().keySet()) {
            if (name.equals(METADATA)) {
                readMetadata(header.get(name), metadata);
            } else {
                Span span = span(header.get(name), name, limits);
                tensors.put(name, span.info());
                spans.add(span);
            }
            if (tensors.size() > limits.tensors()) {
                throw origin.refuse("lists more than the %d tensors that are allowed", limits.tensors());
            }
        }
        long start = LENGTH_BYTES + length;
        checkCover(origin, spans, bytes.size() - start);
        Map<String, Long> offsets = new LinkedHashMap<>();
        spans.forEach(span -> offsets.put(span.info().name(), start + span.begin()));
        return new SafetensorsFile(path, bytes, tensors, offsets, metadata);
    }

    private static String utf8(Origin origin, ByteBuffer text) throws ModelFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException malformed) {
            throw origin.refuse(malformed, "is not UTF-8");
        }
    }

    private static void readMetadata(Json entries, Map<String, String> metadata) throws ModelFileException {
        for (String key : entries.object().keySet()) {
            metadata.put(key, entries.get(key).string());
        }
    }

    /** Where a tensor stands in the data. */
    private record Span(TensorInfo info, long begin, long end) {}

    private static Span span(Json entry, String name, Limits limits) throws ModelFileException {
        String dtype = entry.require("dtype").string();
        ElementType type = TYPES.get(dtype);
        if (type == null) {
            throw entry.origin()
                    .refuse(
                            "has dtype %s; known are %s",
                            Origin.quoted(dtype),
                            TYPES.keySet().stream().sorted().toList());
        }
        List<Long> sizes = new ArrayList<>();
        for (Json size : entry.require("shape").elements()) {
            sizes.add(size.integer());
        }
        TensorInfo info = TensorInfo.checked(entry.origin(), name, type, sizes, limits);
        List<Json> offsets = entry.require("data_offsets").elements();
        if (offsets.size() != 2) {
            throw entry.origin().refuse("has %d data_offsets; there are two, begin and end", offsets.size());
        }
        long begin = offsets.get(0).integer();
        long end = offsets.get(1).integer();
        if (begin < 0 || end < begin || end - begin != info.bytes()) {
            throw entry.origin()
                    .refuse(
                            "stands from byte %d to %d of the data, but %s takes %d bytes",
                            begin, end, info, info.bytes());
        }
        return new Span(info, begin, end);
    }

    private static void checkCover(Origin origin, List<Span> spans, long dataBytes) throws ModelFileException {
        spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
        long end = 0;
        for (Span span : spans) {
            if (span.begin() != end) {
                throw origin.refuse(
                        "%s starts at byte %d of the data, where the one before it ends at %d",
                        Origin.quoted(span.info().name()), span.begin(), end);
            }
            end = span.end();
        }
        if (end != dataBytes) {
            throw origin.refuse("lists tensors of %d bytes, but there are %d bytes of data", end, dataBytes);
        }
    }

    @Override
    public SortedMap<String, TensorInfo> tensors() {
        return tensors;
    }

    /**
     * The texts that the file carries besides tensors.
     *
     * @return texts by their keys; immutable
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Tensor read(String name) throws IOException {
        TensorInfo info = Tensors.find(bytes.origin(), tensors, name);
        return new Tensor(info, bytes.read(Origin.quoted(name), offsets.get(name), info.bytes(), info.bytes()));
    }

    @Override
    public void copyWith(Path target, List<Tensor> replacements) throws IOException {
        Patches.of(bytes.origin(), this, name -> Optional.of(offsets.get(name)), replacements)
                .copy(path, target);
    }

    /** The format's name of a type. */
    static String dtype(ElementType type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
