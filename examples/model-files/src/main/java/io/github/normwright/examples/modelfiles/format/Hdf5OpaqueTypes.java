package io.github.normwright.examples.modelfiles.format;

import java.nio.ByteBuffer;

/**
 * Opaque types without a name, which is how h5py stores NumPy's bfloat16. jHDF 0.13 expects the name to end in a zero, even where
 * there is none, and refuses the whole header of the dataset. In the bytes that it reads, such a type is turned into that of texts
 * of as many bytes, which differs in nothing but one number.
 */
final class Hdf5OpaqueTypes {

    /** A message of type 3, of 8 bytes, as object headers of version 1 have them; the flags at byte 4 do not matter. */
    private static final long MESSAGE = 0x0000_0000_0008_0003L;

    private static final long WITHOUT_FLAGS = 0xFFFF_FF00_FFFF_FFFFL;

    /** Version 1, class 5, no name, 2 bytes. */
    private static final long OPAQUE = 0x0000_0002_0000_0015L;

    private static final byte TEXT = 0x13;

    private Hdf5OpaqueTypes() {}

    /** Turns opaque types of 2 bytes in an object header into texts. */
    static void asTexts(ByteBuffer header) {
        for (int i = 0; i + 16 <= header.limit(); i += 8) {
            if ((header.getLong(i) & WITHOUT_FLAGS) == MESSAGE && header.getLong(i + 8) == OPAQUE) {
                header.put(i + 8, TEXT);
            }
        }
    }
}
