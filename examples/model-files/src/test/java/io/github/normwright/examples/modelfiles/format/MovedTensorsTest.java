package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.modelfiles.TestFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HDF5 files in which a tensor is said to stand where something else does: there is no checksum, but it is noticed. */
class MovedTensorsTest {

    private static final Origin ORIGIN = new Origin("moved.h5");

    /** The start of a message of version 3 that says: in one piece. The address follows. */
    private static final int IN_ONE_PIECE = 0x0103;

    /** How structures begin: trees, tables, heaps of names, heaps of texts. */
    private static final List<String> SIGNATURES = List.of("TREE", "SNOD", "HEAP", "GCOL");

    /** Within a structure, but where it may have nothing. */
    private static final int UNUSED = 200;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keras3-many.weights.h5",
                "keras3-nested.weights.h5",
                "keras3-branches.h5",
                "keras3-mlp.weights.h5",
                "tfkeras-mlp.h5"
            })
    void aTensorInTheWrongPlaceIsRefused(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(TestFiles.of(name));
        List<Integer> tensors = addresses(bytes);
        List<Long> places = places(bytes, tensors);
        List<String> read = new ArrayList<>();
        for (int tensor : tensors.subList(0, 3)) {
            for (long place : places) {
                ByteBuffer damaged = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
                if (damaged.getLong(tensor) != place
                        && isRead(damaged.putLong(tensor, place).array())) {
                    read.add("byte " + tensor + " at " + place);
                }
            }
        }
        assertTrue(places.size() > 20);
        assertEquals(List.of(), read);
    }

    /** Where something stands: other tensors, structures. */
    private static List<Long> places(byte[] bytes, List<Integer> tensors) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> places = new ArrayList<>();
        tensors.forEach(tensor -> places.add(buffer.getLong(tensor)));
        for (int i = 0; i + UNUSED < bytes.length; i += 8) {
            String signature = new String(bytes, i, 4, StandardCharsets.ISO_8859_1);
            if (SIGNATURES.contains(signature)) {
                places.add((long) i);
                if (!signature.equals("HEAP")) {
                    places.add((long) i + UNUSED);
                }
            }
        }
        return places;
    }

    private static List<Integer> addresses(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> addresses = new ArrayList<>();
        for (int i = 8; i + 24 <= bytes.length; i += 8) {
            // Type 8, of 24 bytes, is the message of a layout.
            boolean isLayout = buffer.getShort(i - 8) == 8 && buffer.getShort(i - 6) == 24;
            if (isLayout && buffer.getShort(i) == IN_ONE_PIECE) {
                addresses.add(i + 2);
            }
        }
        return addresses;
    }

    private static boolean isRead(byte[] bytes) throws IOException {
        try (Hdf5File file = Hdf5File.open(Bytes.of(bytes, ORIGIN), Limits.DEFAULT)) {
            for (String tensor : file.tensors().keySet()) {
                file.read(tensor);
            }
            return true;
        } catch (ModelFileException refused) {
            return false;
        }
    }
}
