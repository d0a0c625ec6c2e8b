package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a message of protocol buffers field by field, without a schema. A message within it is read by a reader of its own,
 * which cannot leave it. Large fields are given as places and not read.
 */
final class ProtobufReader {

    static final int VARINT = 0;
    static final int FIXED_64 = 1;
    static final int LENGTH = 2;
    static final int FIXED_32 = 5;

    private static final int WINDOW_BYTES = 8192;
    private static final int MOST_STRING_BYTES = 1 << 16;

    /** Bytes that were read ahead; shared by the readers of a file, as it is of no use to a single one. */
    private static final class Window {
        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private long start;
    }

    /** Where the contents of a field stand in the file. */
    record Place(long offset, long length) {}

    private final Bytes bytes;
    private final Origin origin;
    private final Window window;
    private final long end;
    private long position;
    private int field;
    private int wireType;

    private ProtobufReader(Bytes bytes, Origin origin, Window window, long start, long end) {
        this.bytes = bytes;
        this.origin = origin;
        this.window = window;
        this.position = start;
        this.end = end;
    }

    /** The message that a file is. */
    static ProtobufReader of(Bytes bytes) {
        return new ProtobufReader(bytes, bytes.origin(), new Window(), 0, bytes.size());
    }

    /** A message at a place of the file. */
    static ProtobufReader of(Bytes bytes, Place place) {
        return new ProtobufReader(bytes, bytes.origin(), new Window(), place.offset(), place.offset() + place.length());
    }

    Origin origin() {
        return origin;
    }

    /** Goes to the next field, if there is one. The one before it must have been read or skipped. */
    boolean next() throws IOException {
        if (!hasMore()) {
            return false;
        }
        long start = position;
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (field == 0 || tag >>> 32 != 0) {
            throw origin.refuse(
                    "is no protocol buffer, or a damaged one: it has no field %d, at byte %d", tag >>> 3, start);
        }
        return true;
    }

    int field() {
        return field;
    }

    private void expect(int expected) throws ModelFileException {
        if (wireType != expected) {
            throw origin.refuse(
                    "field %d before byte %d has wire type %d; it is written as %d",
                    field, position, wireType, expected);
        }
    }

    /** The value of this field, an integer. */
    long integer() throws IOException {
        expect(VARINT);
        return varint();
    }

    /** The value of this field, a float. */
    float float32() throws IOException {
        expect(FIXED_32);
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            bits |= octet() << 8 * i;
        }
        return Float.intBitsToFloat(bits);
    }

    /** The integers of this field: one of them, or many packed together. */
    List<Long> integers(int most) throws IOException {
        if (wireType == VARINT) {
            return List.of(varint());
        }
        ProtobufReader packed = message();
        List<Long> values = new ArrayList<>();
        while (packed.hasMore()) {
            values.add(packed.packedInteger());
            if (values.size() > most) {
                throw origin.refuse("field %d has more than the %d numbers that are allowed", field, most);
            }
        }
        return values;
    }

    /** Whether something follows. */
    boolean hasMore() {
        return position < end;
    }

    /** The next integer, where this reader is at integers that are packed together. */
    long packedInteger() throws IOException {
        return varint();
    }

    /** The value of this field, a message, whose fields are to be read before this one's next. */
    ProtobufReader message() throws IOException {
        Place place = place();
        return new ProtobufReader(bytes, origin, window, place.offset(), place.offset() + place.length());
    }

    /** Where the value of this field stands; it counts as read. */
    Place place() throws IOException {
        expect(LENGTH);
        long length = varint();
        if (length < 0 || length > end - position) {
            throw origin.refuse(
                    "field %d at byte %d is said to have %d bytes, but there are %d",
                    field, position, length, end - position);
        }
        Place place = new Place(position, length);
        position += length;
        return place;
    }

    /** The value of this field, a text. */
    String string() throws IOException {
        Place place = place();
        ByteBuffer text = bytes.read("a text", place.offset(), place.length(), MOST_STRING_BYTES);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException malformed) {
            throw origin.refuse(malformed, "the text at byte %d is not UTF-8", place.offset());
        }
    }

    /** Leaves the value of this field alone. */
    void skip() throws IOException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> advance(8);
            case LENGTH -> place();
            case FIXED_32 -> advance(4);
            default ->
                throw origin.refuse(
                        "field %d at byte %d has wire type %d, which there is not", field, position, wireType);
        }
    }

    private void advance(int count) throws ModelFileException {
        if (count > end - position) {
            throw ended();
        }
        position += count;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int octet = octet();
            if (shift == 63 && octet > 1) {
                break;
            }
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw origin.refuse("the number before byte %d has more than 64 bits", position);
    }

    private int octet() throws IOException {
        if (position >= end) {
            throw ended();
        }
        long within = position - window.start;
        if (within < 0 || within >= window.bytes.limit()) {
            long count = Math.min(WINDOW_BYTES, bytes.size() - position);
            window.bytes = bytes.read("a field", position, count, WINDOW_BYTES);
            window.start = position;
            within = 0;
        }
        position++;
        return Byte.toUnsignedInt(window.bytes.get((int) within));
    }

    private ModelFileException ended() {
        return origin.refuse("field %d ends at byte %d, before it is complete", field, end);
    }
}
