package io.github.normwright.examples.modelfiles.format;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the texts that stand at groups and datasets. */
final class Hdf5Attributes {

    private static final int TEXT_BYTES = 16;
    private static final int HEAP_HEADER_BYTES = 16;

    private final Hdf5Storage storage;

    Hdf5Attributes(Hdf5Storage storage) {
        this.storage = storage;
    }

    /** A text. */
    Optional<String> text(Origin origin, ObjectHeader header, String name) throws IOException {
        Optional<List<String>> texts = texts(origin, header, name);
        if (texts.isPresent() && texts.get().size() != 1) {
            throw origin.refuse(
                    "attribute %s has %d values; one is allowed",
                    name, texts.get().size());
        }
        return texts.map(values -> values.get(0));
    }

    /** A list of texts. */
    Optional<List<String>> texts(Origin origin, ObjectHeader header, String name) throws IOException {
        return Hdf5Call.of(origin, () -> {
            Optional<AttributeMessage> found = messages(header).stream()
                    .filter(message -> message.getName().equals(name))
                    .findFirst();
            return found.isPresent() ? Optional.of(strings(origin, name, found.get())) : Optional.empty();
        });
    }

    /** Notes where the heaps stand that hold an object's texts, which need not be read for that. */
    void reserveHeaps(Origin origin, ObjectHeader header) throws IOException {
        Hdf5Call.of(origin, () -> {
            for (AttributeMessage message : header.getMessagesOfType(AttributeMessage.class)) {
                if (message.getDataType() instanceof VariableLength && message.getDataBuffer() != null) {
                    reserveHeaps(message.getDataBuffer().duplicate().order(ByteOrder.LITTLE_ENDIAN));
                }
            }
            return header;
        });
    }

    /** A text of any length is its length, the address of a heap, and a number in that. */
    private void reserveHeaps(ByteBuffer references) {
        while (references.remaining() >= TEXT_BYTES) {
            long address = references.getLong(references.position() + Integer.BYTES);
            if (address > 0 && address < storage.size()) {
                ByteBuffer heap = storage.readBufferFromAddress(address, HEAP_HEADER_BYTES);
                storage.extents().addStructure(address, heap.getLong(Long.BYTES));
            }
            references.position(references.position() + TEXT_BYTES);
        }
    }

    private List<AttributeMessage> messages(ObjectHeader header) {
        List<AttributeMessage> messages = new ArrayList<>(header.getMessagesOfType(AttributeMessage.class));
        if (header.hasMessageOfType(AttributeInfoMessage.class)) {
            AttributeInfoMessage info = header.getMessageOfType(AttributeInfoMessage.class);
            if (info.getFractalHeapAddress() != Constants.UNDEFINED_ADDRESS) {
                addFromHeap(info, messages);
            }
        }
        return messages;
    }

    /** Many attributes, or large ones, stand in a heap. */
    private void addFromHeap(AttributeInfoMessage info, List<AttributeMessage> messages) {
        FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
        BTreeV2<AttributeNameForIndexedAttributesRecord> index =
                new BTreeV2<>(storage, info.getAttributeNameBTreeAddress());
        for (AttributeNameForIndexedAttributesRecord entry : index.getRecords()) {
            messages.add(new AttributeMessage(heap.getId(entry.getHeapId()), storage, entry.getFlags()));
        }
    }

    private List<String> strings(Origin origin, String name, AttributeMessage message) throws ModelFileException {
        DataType type = message.getDataType();
        ByteBuffer buffer = message.getDataBuffer();
        if (buffer == null) {
            return List.of();
        }
        boolean isText = type instanceof StringData || type instanceof VariableLength v && v.isVariableLengthString();
        long count = message.getDataSpace().getTotalLength();
        if (!isText || message.getDataSpace().getDimensionsAsLong().length > 1) {
            throw origin.refuse("attribute %s is neither a text nor a list of texts", name);
        }
        // Compared by division: the product could overflow.
        if (type.getSize() < 1 || count > buffer.remaining() / type.getSize()) {
            throw origin.refuse("attribute %s is said to have %d values, in %d bytes", name, count, buffer.remaining());
        }
        Object values = DatasetReader.readDataset(type, buffer, new int[] {(int) count}, storage);
        return List.of((String[]) values);
    }
}
