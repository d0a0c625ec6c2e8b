package io.github.normwright.examples.modelfiles.format;

import io.jhdf.Superblock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The tree of tables of a group (HDF5 file format, "Version 1 B-trees"). Reads just what a node has in use, notes what it
 * takes, and refuses nodes that are no lower than the one above them.
 */
final class Hdf5GroupTree {

    private static final int SIGNATURE = 0x45455254; // "TREE", little-endian

    private static final int HEADER_BYTES = 24;
    private static final int ENTRY_BYTES = 16;
    private static final int NAME_BYTES = 8;

    private static final int TABLE_HEADER_BYTES = 8;
    private static final int TABLE_ENTRY_BYTES = 40;

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
        reserve(address, HEADER_BYTES + NAME_BYTES, ENTRY_BYTES, Superblock.SuperblockV0V1::getGroupInternalNodeK);
        for (int i = 0; i < entries; i++) {
            // Before each child stands the first name in it.
            long child = children.getLong(i * ENTRY_BYTES + 8);
            if (level == 0) {
                leaves.add(child);
                reserve(child, TABLE_HEADER_BYTES, TABLE_ENTRY_BYTES, Superblock.SuperblockV0V1::getGroupLeafNodeK);
            } else {
                addLeaves(child, level - 1, leaves);
            }
        }
    }

    /** Nodes and tables take the room of twice as many entries as the file's rank says, however many they have. */
    private void reserve(long address, int headerBytes, int entryBytes, ToIntFunction<Superblock.SuperblockV0V1> rank) {
        if (storage.getSuperblock() instanceof Superblock.SuperblockV0V1 superblock) {
            storage.extents().addStructure(address, headerBytes + 2L * rank.applyAsInt(superblock) * entryBytes);
        }
    }
}
