package io.github.normwright.examples.modelfiles.format;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.LinkMessage.LinkType;
import io.jhdf.object.message.SymbolTableMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Walks the groups of an HDF5 file with the parts that jHDF has for it. Its own walk could not be bounded: it reads through
 * a storage of its choice.
 */
final class Hdf5Tree {

    private static final int MOST_NESTING = 64;

    private final Origin origin;
    private final Hdf5Storage storage;
    private final Limits limits;
    private final SortedMap<String, Hdf5Node> nodes = new TreeMap<>();
    private final Set<Long> groups = new HashSet<>();

    private Hdf5Tree(Origin origin, Hdf5Storage storage, Limits limits) {
        this.origin = origin;
        this.storage = storage;
        this.limits = limits;
    }

    /** All groups and datasets, by their paths. */
    static SortedMap<String, Hdf5Node> walk(Origin origin, Hdf5Storage storage, long root, Limits limits)
            throws IOException {
        Hdf5Tree tree = new Hdf5Tree(origin, storage, limits);
        tree.visit("", root, 0);
        return tree.nodes;
    }

    private void visit(String path, long address, int depth) throws IOException {
        Origin place = path.isEmpty() ? origin : origin.within(path);
        if (depth > MOST_NESTING) {
            throw place.refuse("is nested in more than %d groups", MOST_NESTING);
        }
        if (nodes.size() >= limits.tensors()) {
            throw origin.refuse("has more than the %d groups and datasets that are allowed", limits.tensors());
        }
        ObjectHeader header = header(place, address);
        boolean isDataset = header.hasMessageOfType(DataSpaceMessage.class);
        boolean isNamedType = !isDataset && header.hasMessageOfType(DataTypeMessage.class);
        if (isNamedType) {
            return;
        }
        nodes.put(path, new Hdf5Node(path, address, header, !isDataset));
        if (!isDataset) {
            if (!groups.add(address)) {
                throw place.refuse("is a group that stands in another place, too");
            }
            Map<String, Long> links = Hdf5Call.of(place, () -> links(place, header));
            for (Map.Entry<String, Long> link : links.entrySet()) {
                visit(path.isEmpty() ? link.getKey() : path + "/" + link.getKey(), link.getValue(), depth + 1);
            }
        }
    }

    private ObjectHeader header(Origin place, long address) throws IOException {
        try {
            return Hdf5Call.of(place, () -> ObjectHeader.readObjectHeader(storage, address));
        } catch (ModelFileException refused) {
            return headerWithOpaqueType(place, address, refused);
        }
    }

    private ObjectHeader headerWithOpaqueType(Origin place, long address, ModelFileException refused)
            throws IOException {
        storage.readOpaqueAsText(true);
        try {
            return Hdf5Call.of(place, () -> ObjectHeader.readObjectHeader(storage, address));
        } catch (ModelFileException refusedAgain) {
            throw refused;
        } finally {
            storage.readOpaqueAsText(false);
        }
    }

    private Map<String, Long> links(Origin place, ObjectHeader header) throws IOException {
        Map<String, Long> links = new LinkedHashMap<>();
        if (header.hasMessageOfType(SymbolTableMessage.class)) {
            addSymbols(place, header.getMessageOfType(SymbolTableMessage.class), links);
        } else {
            for (LinkMessage link : messages(header)) {
                if (link.getLinkType() != LinkType.HARD) {
                    throw softLink(place, link.getLinkName());
                }
                add(place, link.getLinkName(), link.getHardLinkAddress(), links);
            }
        }
        return links;
    }

    /** Links of groups as HDF5 1.8 and later know them: in the header, or, where there are many, in a heap. */
    private List<LinkMessage> messages(ObjectHeader header) {
        LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
        if (info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS) {
            return header.getMessagesOfType(LinkMessage.class);
        }
        BTreeV2<LinkNameForIndexedGroupRecord> index = new BTreeV2<>(storage, info.getBTreeNameIndexAddress());
        FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
        return index.getRecords().stream()
                .map(entry -> LinkMessage.fromBuffer(heap.getId(entry.getId()), storage.getSuperblock()))
                .toList();
    }

    /** Links of groups as all versions know them: a tree of tables, and a heap of names. */
    private void addSymbols(Origin place, SymbolTableMessage table, Map<String, Long> links) throws IOException {
        ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
        String before = "";
        for (long leaf : new Hdf5GroupTree(place, storage).leaves(table.getBTreeAddress())) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(storage, leaf).getSymbolTableEntries()) {
                names.position(entry.getLinkNameOffset());
                String name = Utils.readUntilNull(names);
                // A heap that was read from the wrong place has other names, but hardly in order.
                if (compare(before, name) >= 0) {
                    throw place.refuse(
                            "has %s after %s: its names are not in order", Origin.quoted(name), Origin.quoted(before));
                }
                before = name;
                if (entry.getCacheType() == 2) {
                    throw softLink(place, name);
                }
                add(place, name, entry.getObjectHeaderAddress(), links);
            }
        }
    }

    /** As HDF5 has it: byte by byte. */
    private static int compare(String before, String name) {
        return Arrays.compareUnsigned(before.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelFileException softLink(Origin place, String name) {
        return place.refuse("has a link %s to another place, which is not followed", Origin.quoted(name));
    }

    private static void add(Origin place, String name, long address, Map<String, Long> links)
            throws ModelFileException {
        if (name.isEmpty() || name.contains("/") || name.chars().anyMatch(Character::isISOControl)) {
            throw place.refuse("has something named %s", Origin.quoted(name));
        }
        if (links.put(name, address) != null) {
            throw place.refuse("has two things named %s", Origin.quoted(name));
        }
    }
}
