package io.github.normwright.examples.modelfiles.format;

import io.jhdf.Superblock;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What jHDF reads an HDF5 file through. The library believes what a file declares, so that a damaged one could make it
 * read in circles, or ask for memory without end; here both have a bound.
 */
final class Hdf5Storage implements HdfBackingStorage {

    /** The largest structure: a heap of names, a header of a group with many links. */
    private static final long MOST_BYTES = 64 << 20;

    private static final int MOST_READS = 4_000_000;

    private final Bytes bytes;
    private final Superblock superblock;
    private final Hdf5Extents extents = new Hdf5Extents();
    private boolean readsOpaqueAsText;
    private int reads;
    private long readBytes;

    Hdf5Storage(Bytes bytes, Superblock superblock) {
        this.bytes = bytes;
        this.superblock = superblock;
    }

    /** Begins an operation, which may again read as much as any. */
    void begin() {
        reads = 0;
        readBytes = 0;
    }

    /** What stands where, as far as it was read. */
    Hdf5Extents extents() {
        return extents;
    }

    /** Whether jHDF shall see opaque types as texts from now on. */
    void readOpaqueAsText(boolean isWanted) {
        readsOpaqueAsText = isWanted;
    }

    @Override
    public ByteBuffer readBufferFromAddress(long address, int length) {
        return mapNoOffset(address, length);
    }

    @Override
    public ByteBuffer map(long address, long length) {
        return mapNoOffset(address, length);
    }

    @Override
    public ByteBuffer mapNoOffset(long address, long length) {
        try {
            reads++;
            readBytes += Math.max(0, length);
            // A sound file has each structure read a few times, and no structure is larger than the file.
            if (reads > MOST_READS || readBytes > MOST_BYTES + 64 * bytes.size()) {
                throw bytes.origin().refuse("its structures refer to each other in circles, or are far too many");
            }
            ByteBuffer structure = bytes.read("a structure", address, length, MOST_BYTES);
            extents.addStructure(address, length);
            if (readsOpaqueAsText) {
                Hdf5OpaqueTypes.asTexts(structure);
            }
            return structure;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public long getUserBlockSize() {
        return 0;
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        throw new UnsupportedOperationException("there is no channel");
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public void close() {
        // Belongs to whoever opened the bytes.
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public boolean inMemory() {
        return true;
    }
}
