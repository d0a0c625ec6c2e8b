package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of tables of a group (HDF5 file format, "Version 1 B-trees"). Reads just what a node has in use, and refuses
 * nodes that are no lower than the one above them.
 */
final class Hdf5GroupTree {

    private static final int SIGNATURE = 0x45455254; // "TREE", little-endian

    private static final int HEADER_BYTES = 24;
    private static final int ENTRY_BYTES = 16;

    private final Origin origin;
    private final Hdf5Storage storage;

    Hdf5GroupTree(Origin origin, Hdf5Storage storage) {
        this.origin = origin;
        this.storage = storage;
    }

    /** The addresses of the tables, in the order of the names in them. */
    List<Long> leaves(long root) throws IOException {
        List<Long> leaves = new ArrayList<>();
        addLeaves(root, 255, leaves);
        return leaves;
    }

    private void addLeaves(long address, int highestLevel, List<Long> leaves) throws IOException {
        ByteBuffer header = storage.readBufferFromAddress(address, HEADER_BYTES);
        int signature = header.getInt();
        int type = header.get();
        int level = Byte.toUnsignedInt(header.get());
        int entries = Short.toUnsignedInt(header.getShort());
        if (signature != SIGNATURE || type != 0 || level > highestLevel) {
            throw origin.refuse("the tree of its names is damaged at byte %d", address);
        }
        ByteBuffer children = storage.readBufferFromAddress(address + HEADER_BYTES, entries * ENTRY_BYTES);
        for (int i = 0; i < entries; i++) {
            // Before each child stands the first name in it.
            long child = children.getLong(i * ENTRY_BYTES + 8);
            if (level == 0) {
                leaves.add(child);
            } else {
                addLeaves(child, level - 1, leaves);
            }
        }
    }
}
