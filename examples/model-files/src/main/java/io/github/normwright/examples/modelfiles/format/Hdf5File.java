package io.github.normwright.examples.modelfiles.format;

import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.SymbolTableEntry;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * An HDF5 file as Keras writes them: groups of datasets that stand in one piece, and attributes that are texts. The structures
 * are read by jHDF, within bounds. Datasets in chunks, which may be compressed, and links to other places are refused;
 * datasets of texts and the like are not among the tensors.
 */
public final class Hdf5File implements TensorFile {

    private static final int SUPERBLOCK_BYTES = 96;

    private final Optional<Path> path;
    private final Bytes bytes;
    private final Hdf5Storage storage;
    private final SortedMap<String, Hdf5Node> nodes;
    private final Hdf5Attributes attributes;
    private final SortedMap<String, TensorInfo> tensors = new TreeMap<>();
    private final Map<String, ByteOrder> orders = new HashMap<>();

    private Hdf5File(Optional<Path> path, Bytes bytes, Hdf5Storage storage, SortedMap<String, Hdf5Node> nodes) {
        this.path = path;
        this.bytes = bytes;
        this.storage = storage;
        this.nodes = nodes;
        this.attributes = new Hdf5Attributes(storage);
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param limits what it may ask for
     * @return the open file
     * @throws ModelFileException if it is damaged or too large, or has what cannot be read
     * @throws IOException if it cannot be read
     */
    public static Hdf5File open(Path file, Limits limits) throws IOException {
        return open(Optional.of(file), Bytes.of(file, new Origin(file.toString())), limits);
    }

    /** Opens a file that is an entry of an archive. */
    static Hdf5File open(Bytes bytes, Limits limits) throws IOException {
        return open(Optional.empty(), bytes, limits);
    }

    private static Hdf5File open(Optional<Path> path, Bytes bytes, Limits limits) throws IOException {
        try {
            Origin origin = bytes.origin();
            Superblock superblock = superblock(bytes);
            Hdf5Storage storage = new Hdf5Storage(bytes, superblock);
            long root = Hdf5Call.of(origin, () -> root(superblock, storage));
            Hdf5File file = new Hdf5File(path, bytes, storage, Hdf5Tree.walk(origin, storage, root, limits));
            file.list(limits);
            file.checkExtents();
            return file;
        } catch (IOException | RuntimeException failure) {
            bytes.close();
            throw failure;
        }
    }

    private static Superblock superblock(Bytes bytes) throws IOException {
        Origin origin = bytes.origin();
        ByteBuffer start =
                bytes.read("the first structure", 0, Math.min(SUPERBLOCK_BYTES, bytes.size()), SUPERBLOCK_BYTES);
        Superblock superblock = Hdf5Call.of(origin, () -> Superblock.readSuperblock(start));
        if (superblock.getSizeOfOffsets() != 8 || superblock.getSizeOfLengths() != 8) {
            throw origin.refuse(
                    "has addresses of %d bytes and lengths of %d; both have 8 where Keras writes them",
                    superblock.getSizeOfOffsets(), superblock.getSizeOfLengths());
        }
        if (superblock.getBaseAddressByte() != 0) {
            throw origin.refuse(
                    "has its structures from byte %d on; they begin at 0 where Keras writes them",
                    superblock.getBaseAddressByte());
        }
        if (superblock.getEndOfFileAddress() < 0 || superblock.getEndOfFileAddress() > bytes.size()) {
            throw origin.refuse(
                    "is cut off: it had %d bytes, and there are %d", superblock.getEndOfFileAddress(), bytes.size());
        }
        return superblock;
    }

    private static long root(Superblock superblock, Hdf5Storage storage) {
        return superblock instanceof Superblock.SuperblockV0V1 old
                ? new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress()).getObjectHeaderAddress()
                : ((Superblock.SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress();
    }

    private void list(Limits limits) throws IOException {
        for (Hdf5Node node : nodes.values()) {
            storage.begin();
            if (!node.isGroup()) {
                Origin origin = bytes.origin().within(node.path());
                String saidType =
                        attributes.text(origin, node.header(), "dtype").orElse("");
                DataType type = Hdf5Call.of(
                        origin,
                        () -> node.header()
                                .getMessageOfType(DataTypeMessage.class)
                                .getDataType());
                Optional<ElementType> elements = Hdf5Types.of(type, saidType);
                if (elements.isPresent()) {
                    tensors.put(node.path(), info(origin, node, elements.get(), limits));
                    orders.put(node.path(), order(type));
                }
            }
        }
    }

    /** A dataset may have several names; the address of its header tells. */
    private void checkExtents() throws IOException {
        Hdf5Extents extents = storage.extents();
        for (Hdf5Node node : nodes.values()) {
            storage.begin();
            attributes.reserveHeaps(place(node.path()), node.header());
        }
        Set<Long> headers = new HashSet<>();
        for (String name : tensors.keySet()) {
            if (headers.add(nodes.get(name).address())
                    && layout(name) instanceof ContiguousDataLayoutMessage contiguous
                    && contiguous.getAddress() >= 0) {
                extents.addDataset(
                        name, contiguous.getAddress(), tensors.get(name).bytes());
            }
        }
        extents.check(bytes.origin());
    }

    private DataLayoutMessage layout(String name) throws IOException {
        return Hdf5Call.of(
                bytes.origin().within(name), () -> nodes.get(name).header().getMessageOfType(DataLayoutMessage.class));
    }

    private static TensorInfo info(Origin origin, Hdf5Node node, ElementType type, Limits limits) throws IOException {
        DataSpace space = Hdf5Call.of(
                origin,
                () -> node.header().getMessageOfType(DataSpaceMessage.class).getDataSpace());
        List<Long> sizes = LongStream.of(space.getDimensionsAsLong()).boxed().toList();
        boolean isNothing = space.getType() == 2;
        return TensorInfo.checked(origin, node.path(), type, isNothing ? List.of(0L) : sizes, limits);
    }

    private static ByteOrder order(DataType type) {
        return type instanceof OrderedDataType ordered ? ordered.getByteOrder() : ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    public SortedMap<String, TensorInfo> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    /**
     * Where the file is from.
     *
     * @return the place that messages name
     */
    public Origin origin() {
        return bytes.origin();
    }

    /**
     * Whether there is a group.
     *
     * @param path the names of the groups around it and its own, with slashes between them; empty for the root
     * @return false if there is none, or if it is a dataset
     */
    public boolean hasGroup(String path) {
        return nodes.containsKey(path) && nodes.get(path).isGroup();
    }

    /**
     * The groups.
     *
     * @return their paths in the order of the alphabet; immutable
     */
    public List<String> groups() {
        return nodes.values().stream()
                .filter(Hdf5Node::isGroup)
                .map(Hdf5Node::path)
                .toList();
    }

    /**
     * An attribute that is a text.
     *
     * @param path the group or dataset that has it
     * @param name its name
     * @return the text; nothing if there is no such attribute, or nothing that could have it
     * @throws ModelFileException if it is damaged, or not a text
     * @throws IOException if the file cannot be read
     */
    public Optional<String> text(String path, String name) throws IOException {
        storage.begin();
        Optional<ObjectHeader> header = header(path);
        return header.isPresent() ? attributes.text(place(path), header.get(), name) : Optional.empty();
    }

    /**
     * An attribute that is a list of texts.
     *
     * @param path the group or dataset that has it
     * @param name its name
     * @return the texts; nothing if there is no such attribute, or nothing that could have it
     * @throws ModelFileException if it is damaged, or not a list of texts
     * @throws IOException if the file cannot be read
     */
    public Optional<List<String>> texts(String path, String name) throws IOException {
        storage.begin();
        Optional<ObjectHeader> header = header(path);
        return header.isPresent() ? attributes.texts(place(path), header.get(), name) : Optional.empty();
    }

    private Optional<ObjectHeader> header(String path) {
        return Optional.ofNullable(nodes.get(path)).map(Hdf5Node::header);
    }

    private Origin place(String path) {
        return path.isEmpty() ? bytes.origin() : bytes.origin().within(path);
    }

    @Override
    public Tensor read(String name) throws IOException {
        TensorInfo info = Tensors.find(bytes.origin(), tensors, name);
        Origin origin = bytes.origin().within(name);
        storage.begin();
        DataLayoutMessage layout = layout(name);
        if (info.bytes() == 0) {
            return new Tensor(info, ByteBuffer.allocate(0));
        }
        ByteBuffer data;
        if (layout instanceof ContiguousDataLayoutMessage contiguous) {
            checkBytes(origin, info, contiguous.getSize() == -1 ? info.bytes() : contiguous.getSize());
            data = bytes.read(Origin.quoted(name), address(origin, contiguous), info.bytes(), info.bytes());
        } else if (layout instanceof CompactDataLayoutMessage compact) {
            data = compact.getDataBuffer();
            checkBytes(origin, info, data.remaining());
        } else {
            throw origin.refuse("stands in chunks, as Keras never writes it; h5repack -l CONTI makes it one piece");
        }
        return new Tensor(info, littleEndian(info, data, orders.get(name)));
    }

    @Override
    public void copyWith(Path target, List<Tensor> replacements) throws IOException {
        Patches patches = patches(replacements);
        patches.copy(
                path.orElseThrow(() -> new IllegalStateException("a file in an archive is written with the archive")),
                target);
    }

    /** The bytes that put other values in the places of some. */
    Patches patches(List<Tensor> replacements) throws IOException {
        return Patches.of(bytes.origin(), this, this::offset, replacements);
    }

    private Optional<Long> offset(String name) throws IOException {
        Origin origin = bytes.origin().within(name);
        return layout(name) instanceof ContiguousDataLayoutMessage contiguous
                        && orders.get(name) == ByteOrder.LITTLE_ENDIAN
                ? Optional.of(address(origin, contiguous))
                : Optional.empty();
    }

    private static long address(Origin origin, ContiguousDataLayoutMessage layout) throws ModelFileException {
        // All bits set stands for data that was never written.
        if (layout.getAddress() < 0) {
            throw origin.refuse("has no data");
        }
        return layout.getAddress();
    }

    private static void checkBytes(Origin origin, TensorInfo info, long found) throws ModelFileException {
        if (found != info.bytes()) {
            throw origin.refuse("has %d bytes of data, but %s takes %d", found, info, info.bytes());
        }
    }

    private static ByteBuffer littleEndian(TensorInfo info, ByteBuffer data, ByteOrder order) {
        if (order == ByteOrder.LITTLE_ENDIAN) {
            return data;
        }
        int size = info.type().bytes();
        ByteBuffer swapped = ByteBuffer.allocate(info.bytes());
        for (int i = 0; i < info.bytes(); i++) {
            swapped.put(data.get(data.position() + i / size * size + size - 1 - i % size));
        }
        return swapped.flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
