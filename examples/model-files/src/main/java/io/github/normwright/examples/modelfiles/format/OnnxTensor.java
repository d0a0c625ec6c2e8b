package io.github.normwright.examples.modelfiles.format;

import io.github.normwright.examples.modelfiles.format.ProtobufReader.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tensor of an ONNX file, whose numbers have not been read yet. ONNX stores them as bytes, or in a field for each kind of
 * numbers.
 *
 * @param name its name; empty for the value of an attribute
 * @param type the number of its type
 * @param sizes its sizes
 * @param raw where its bytes stand, if it has any
 * @param typed where numbers stand that have a field of their own, by the number of the field
 * @param isElsewhere whether it stands in another file
 */
record OnnxTensor(
        String name, long type, List<Long> sizes, Optional<Place> raw, Map<Integer, Place> typed, boolean isElsewhere) {

    private static final int FLOAT_DATA = 4;
    private static final int INT32_DATA = 5;
    private static final int INT64_DATA = 7;
    private static final int DOUBLE_DATA = 10;
    private static final int UINT64_DATA = 11;

    private static final Map<Long, ElementType> TYPES = Map.ofEntries(
            Map.entry(1L, ElementType.FLOAT32),
            Map.entry(2L, ElementType.UINT8),
            Map.entry(3L, ElementType.INT8),
            Map.entry(4L, ElementType.UINT16),
            Map.entry(5L, ElementType.INT16),
            Map.entry(6L, ElementType.INT32),
            Map.entry(7L, ElementType.INT64),
            Map.entry(9L, ElementType.BOOL),
            Map.entry(10L, ElementType.FLOAT16),
            Map.entry(11L, ElementType.FLOAT64),
            Map.entry(12L, ElementType.UINT32),
            Map.entry(13L, ElementType.UINT64),
            Map.entry(16L, ElementType.BFLOAT16));

    /** Reads a message {@code TensorProto}. */
    static OnnxTensor read(ProtobufReader message) throws IOException {
        String name = "";
        long type = 0;
        List<Long> sizes = new ArrayList<>();
        Optional<Place> raw = Optional.empty();
        Map<Integer, Place> typed = new TreeMap<>();
        boolean isElsewhere = false;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> addSizes(message, sizes);
                case 2 -> type = message.integer();
                case 8 -> name = message.string();
                case 9 -> raw = Optional.of(message.place());
                case FLOAT_DATA, INT32_DATA, INT64_DATA, DOUBLE_DATA, UINT64_DATA -> {
                    if (typed.put(message.field(), message.place()) != null) {
                        throw message.origin().refuse("a tensor has its numbers in two parts");
                    }
                }
                case 14 -> isElsewhere = message.integer() != 0;
                default -> message.skip();
            }
        }
        return new OnnxTensor(name, type, sizes, raw, typed, isElsewhere);
    }

    private static void addSizes(ProtobufReader message, List<Long> sizes) throws IOException {
        sizes.addAll(message.integers(Limits.RANK));
        if (sizes.size() > Limits.RANK) {
            throw message.origin().refuse("a tensor has more than %d dimensions", Limits.RANK);
        }
    }

    /** What it is, under a name; nothing if tensors have no such elements. */
    Optional<TensorInfo> info(Origin origin, String givenName, Limits limits) throws ModelFileException {
        ElementType elements = TYPES.get(type);
        return elements == null
                ? Optional.empty()
                : Optional.of(TensorInfo.checked(
                        origin.within(Origin.quoted(givenName)), givenName, elements, sizes, limits));
    }

    /** Reads the numbers. */
    Tensor tensor(Bytes bytes, TensorInfo info) throws IOException {
        Origin origin = bytes.origin().within(Origin.quoted(info.name()));
        if (isElsewhere) {
            throw origin.refuse(
                    "stands in another file; onnx.save(model, file) without save_as_external_data makes it one");
        }
        if (raw.isPresent() == !typed.isEmpty() && info.elements() > 0 || typed.size() > 1) {
            throw origin.refuse(
                    "should have its numbers in one place, found %d", typed.size() + (raw.isPresent() ? 1 : 0));
        }
        if (raw.isPresent()) {
            return new Tensor(info, exactly(bytes, origin, info, raw.get()));
        }
        if (typed.isEmpty()) {
            return new Tensor(info, ByteBuffer.allocate(0));
        }
        int field = typed.keySet().iterator().next();
        Place place = typed.get(field);
        boolean isFixed = field == FLOAT_DATA && info.type() == ElementType.FLOAT32
                || field == DOUBLE_DATA && info.type() == ElementType.FLOAT64;
        if (isFixed) {
            return new Tensor(info, exactly(bytes, origin, info, place));
        }
        if (field != fieldOf(info.type())) {
            throw origin.refuse("has its numbers in field %d, which is not for %s", field, info.type());
        }
        return new Tensor(info, narrowed(ProtobufReader.of(bytes, place), origin, info));
    }

    private static ByteBuffer exactly(Bytes bytes, Origin origin, TensorInfo info, Place place) throws IOException {
        if (place.length() != info.bytes()) {
            throw origin.refuse("has %d bytes, but %s takes %d", place.length(), info, info.bytes());
        }
        return bytes.read("its data", place.offset(), place.length(), info.bytes());
    }

    private static int fieldOf(ElementType type) {
        return switch (type) {
            case FLOAT32 -> FLOAT_DATA;
            case FLOAT64 -> DOUBLE_DATA;
            case INT64 -> INT64_DATA;
            case UINT32, UINT64 -> UINT64_DATA;
            default -> INT32_DATA;
        };
    }

    /** Numbers in the low bits of integers: 16-bit floats, too, are stored so. */
    private static ByteBuffer narrowed(ProtobufReader packed, Origin origin, TensorInfo info) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(info.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int size = info.type().bytes();
        while (packed.hasMore()) {
            long value = packed.packedInteger();
            if (data.remaining() < size) {
                throw origin.refuse("has more numbers than the %d of %s", info.elements(), info);
            }
            for (int i = 0; i < size; i++) {
                data.put((byte) (value >>> 8 * i));
            }
        }
        if (data.hasRemaining()) {
            throw origin.refuse("has fewer numbers than the %d of %s", info.elements(), info);
        }
        return data.flip();
    }

    /** Where in the file its bytes stand, if they stand in one piece. */
    Optional<Place> piece(TensorInfo info) {
        Optional<Place> piece = raw.or(
                () -> Optional.ofNullable(typed.get(info.type() == ElementType.FLOAT64 ? DOUBLE_DATA : FLOAT_DATA)));
        return isElsewhere ? Optional.empty() : piece.filter(place -> place.length() == info.bytes());
    }
}
