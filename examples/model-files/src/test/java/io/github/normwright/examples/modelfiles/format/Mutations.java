package io.github.normwright.examples.modelfiles.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages files, each time in the same way for the same random numbers. */
final class Mutations {

    /** Numbers at which sizes and addresses go wrong. */
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        8,
        255,
        256,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x10000,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final byte[] OCTETS = {0, 1, -1, 0x7F, (byte) 0x80, '"', '{', '[', '}', ',', '-', '9'};

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** A copy of a file with a few changes. */
    byte[] of(byte[] file) {
        byte[] bytes = file.clone();
        int count = 1 + random.nextInt(random.nextBoolean() ? 1 : 6);
        for (int i = 0; i < count && bytes.length > 0; i++) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        int place = random.nextInt(bytes.length);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
            case 3 -> bytes[place] = (byte) random.nextInt();
            case 4 -> bytes[place] = OCTETS[random.nextInt(OCTETS.length)];
            case 5, 6 -> putNumber(bytes, place);
            case 7 -> {
                return Arrays.copyOf(bytes, place);
            }
            case 8 -> copyWithin(bytes, place);
            default -> {
                return random.nextBoolean() ? without(bytes, place) : withMore(bytes, place);
            }
        }
        return bytes;
    }

    /** Of 2, 4 or 8 bytes, mostly where one may stand. */
    private void putNumber(byte[] bytes, int place) {
        int size = 2 << random.nextInt(3);
        int start = random.nextInt(4) == 0 ? place : place / size * size;
        long number = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : NUMBERS[random.nextInt(NUMBERS.length)];
        if (start + size > bytes.length) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (size) {
            case 2 -> buffer.putShort(start, (short) number);
            case 4 -> buffer.putInt(start, (int) number);
            default -> buffer.putLong(start, number);
        }
    }

    private void copyWithin(byte[] bytes, int place) {
        int length = Math.min(1 + random.nextInt(64), bytes.length - place);
        int from = random.nextInt(bytes.length - length + 1);
        System.arraycopy(bytes, from, bytes, place, length);
    }

    private byte[] without(byte[] bytes, int place) {
        int length = Math.min(1 + random.nextInt(16), bytes.length - place);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, place + length, shorter, place, bytes.length - place - length);
        return shorter;
    }

    private byte[] withMore(byte[] bytes, int place) {
        int length = 1 + random.nextInt(16);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, place, longer, place + length, bytes.length - place);
        return longer;
    }
}
