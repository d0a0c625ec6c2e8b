package io.github.normwright.examples.modelfiles.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an array in NumPy's format: a magic word, a version, a length, and a Python dictionary.
 *
 * @param info what the array is
 * @param isBigEndian whether its bytes are in the other order
 * @param isFortranOrder whether its first index changes fastest
 * @param bytes how long the header is, so where the array starts
 */
record NpyHeader(TensorInfo info, boolean isBigEndian, boolean isFortranOrder, int bytes) {

    /** As much of an array as must be read to have its header: what the first version of the format allows. */
    static final int MOST_BYTES = 10 + 0xFFFF;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy writes the keys in the order of the alphabet. */
    private static final Pattern DICTIONARY =
            Pattern.compile("\\{ ?'descr': ?'([^']{1,20})', ?'fortran_order': ?(True|False), ?'shape': ?"
                    + "\\(([0-9, ]{0,1000})\\),? ?\\} *\\n?");

    private static final Pattern SIZES = Pattern.compile("|\\d+,|\\d+(, ?\\d+)+,?");

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f2", ElementType.FLOAT16),
            Map.entry("f4", ElementType.FLOAT32),
            Map.entry("f8", ElementType.FLOAT64),
            Map.entry("i1", ElementType.INT8),
            Map.entry("i2", ElementType.INT16),
            Map.entry("i4", ElementType.INT32),
            Map.entry("i8", ElementType.INT64),
            Map.entry("u1", ElementType.UINT8),
            Map.entry("u2", ElementType.UINT16),
            Map.entry("u4", ElementType.UINT32),
            Map.entry("u8", ElementType.UINT64),
            Map.entry("b1", ElementType.BOOL));

    /** Reads the header at the start of an array. */
    static NpyHeader read(Origin origin, String name, byte[] start, Limits limits) throws ModelFileException {
        if (start.length < 10 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw origin.refuse("is no NumPy array: it does not start with \\x93NUMPY");
        }
        int version = start[6];
        if (version < 1 || version > 3 || start[7] != 0) {
            throw origin.refuse("has version %d.%d of NumPy's format; known are 1.0, 2.0 and 3.0", version, start[7]);
        }
        int lengthBytes = version == 1 ? 2 : 4;
        int headerStart = 8 + lengthBytes;
        long length = unsigned(start, lengthBytes);
        if (headerStart + length > start.length) {
            throw origin.refuse(
                    "has a header of %d bytes; there are %d, and at most %d are allowed",
                    length, Math.max(0, start.length - headerStart), MOST_BYTES - headerStart);
        }
        String dictionary = new String(start, headerStart, (int) length, StandardCharsets.ISO_8859_1);
        return parse(origin, name, dictionary, headerStart + (int) length, limits);
    }

    private static long unsigned(byte[] start, int lengthBytes) {
        ByteBuffer buffer = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        return lengthBytes == 2
                ? Short.toUnsignedInt(buffer.getShort(8))
                : start.length < 12 ? Long.MAX_VALUE / 2 : Integer.toUnsignedLong(buffer.getInt(8));
    }

    private static NpyHeader parse(Origin origin, String name, String dictionary, int bytes, Limits limits)
            throws ModelFileException {
        Matcher matcher = DICTIONARY.matcher(dictionary);
        if (!matcher.matches() || !SIZES.matcher(matcher.group(3)).matches()) {
            throw origin.refuse("has a header that is not NumPy's: %s", Origin.quoted(dictionary));
        }
        String descr = matcher.group(1);
        ElementType type = TYPES.get(descr.substring(1));
        char order = descr.charAt(0);
        boolean hasOrder = order == '<' || order == '>';
        if (type == null || !(hasOrder || order == '|' && type.bytes() == 1)) {
            throw origin.refuse(
                    "has dtype %s; known are %s after < or >",
                    Origin.quoted(descr), TYPES.keySet().stream().sorted().toList());
        }
        TensorInfo info = TensorInfo.checked(origin, name, type, sizes(origin, matcher.group(3)), limits);
        return new NpyHeader(info, order == '>', matcher.group(2).equals("True"), bytes);
    }

    private static List<Long> sizes(Origin origin, String text) throws ModelFileException {
        List<Long> sizes = new ArrayList<>();
        for (String size : text.split(",")) {
            String digits = size.strip();
            if (digits.length() > 18) {
                throw origin.refuse("has a size of %d digits", digits.length());
            }
            if (!digits.isEmpty()) {
                sizes.add(Long.parseLong(digits));
            }
        }
        return sizes;
    }

    /** Puts the bytes of the array into the order that tensors have: little-endian, the last index changing fastest. */
    Tensor tensor(byte[] file) {
        int size = info.type().bytes();
        int[] places = places();
        byte[] ordered = new byte[info.bytes()];
        for (int i = 0; i < places.length; i++) {
            int from = bytes + places[i] * size;
            for (int j = 0; j < size; j++) {
                ordered[i * size + j] = file[from + (isBigEndian ? size - 1 - j : j)];
            }
        }
        return new Tensor(info, ByteBuffer.wrap(ordered));
    }

    /** For each element in row-major order, where it stands in the file. */
    private int[] places() {
        int[] places = new int[info.elements()];
        List<Integer> shape = info.shape();
        int[] index = new int[shape.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = isFortranOrder ? columnMajor(shape, index) : i;
            increment(shape, index);
        }
        return places;
    }

    private static int columnMajor(List<Integer> shape, int[] index) {
        int place = 0;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            place = place * shape.get(axis) + index[axis];
        }
        return place;
    }

    private static void increment(List<Integer> shape, int[] index) {
        for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.get(axis); axis--) {
            index[axis] = 0;
        }
    }

    /** The bytes of a tensor in NumPy's format. */
    static ByteBuffer write(Tensor tensor) {
        TensorInfo info = tensor.info();
        String dictionary = "{'descr': '" + descr(info.type()) + "', 'fortran_order': False, 'shape': "
                + tuple(info.shape()) + ", }";
        // The array starts at a multiple of 64, as NumPy has it.
        int unpadded = 10 + dictionary.length() + 1;
        int length = (unpadded + 63) / 64 * 64;
        ByteBuffer bytes = ByteBuffer.allocate(length + info.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - 10));
        bytes.put((dictionary + " ".repeat(length - unpadded) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return bytes.put(tensor.bytes()).flip();
    }

    private static String descr(ElementType type) {
        String code = TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new IllegalArgumentException("NumPy has no " + type));
        return (type.bytes() == 1 ? "|" : "<") + code;
    }

    private static String tuple(List<Integer> shape) {
        return shape.size() == 1
                ? "(" + shape.get(0) + ",)"
                : "(" + String.join(", ", shape.stream().map(String::valueOf).toList()) + ")";
    }
}
