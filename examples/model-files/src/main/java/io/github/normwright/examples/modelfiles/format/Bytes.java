package io.github.normwright.examples.modelfiles.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that can be read from anywhere: those of a file, or of an entry of an archive. Not thread-safe. */
abstract class Bytes implements Closeable {

    private final Origin origin;

    private Bytes(Origin origin) {
        this.origin = origin;
    }

    /** The bytes of a file. */
    static Bytes of(Path file, Origin origin) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new Bytes(origin) {
            private final long size = channel.size();

            @Override
            long size() {
                return size;
            }

            @Override
            void fill(ByteBuffer target, long offset) throws IOException {
                long position = offset;
                while (target.hasRemaining()) {
                    int count = channel.read(target, position);
                    if (count < 0) {
                        throw origin.refuse("ends at byte %d, which it did not when it was opened", position);
                    }
                    position += count;
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** Bytes in memory. */
    static Bytes of(byte[] bytes, Origin origin) {
        return new Bytes(origin) {
            @Override
            long size() {
                return bytes.length;
            }

            @Override
            void fill(ByteBuffer target, long offset) {
                target.put(bytes, (int) offset, target.remaining());
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }

    /** Where the bytes are from. */
    final Origin origin() {
        return origin;
    }

    /** How many there are. */
    abstract long size();

    /** Fills a buffer with bytes that are known to be there. */
    abstract void fill(ByteBuffer target, long offset) throws IOException;

    /**
     * Reads a part.
     *
     * @param what what stands there, for the message
     * @param offset where it starts
     * @param length how long it is; nothing is allocated before it is known to be there
     * @param most the largest length that is allowed
     * @return a new little-endian buffer
     */
    final ByteBuffer read(String what, long offset, long length, long most) throws IOException {
        if (offset < 0 || length < 0 || offset > size() || length > size() - offset) {
            throw origin.refuse(
                    "%s is said to take %d bytes from byte %d on, but there are %d bytes",
                    what, length, offset, size());
        }
        if (length > most) {
            throw origin.refuse("%s takes %d bytes; at most %d are allowed", what, length, most);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        fill(buffer, offset);
        return buffer.flip();
    }
}
