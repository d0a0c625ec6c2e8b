package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes entries of archives as NumPy and Keras do: not compressed. */
final class StoredEntries {

    /** The earliest that an archive can say, so that equal contents make equal archives. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private StoredEntries() {}

    static void put(ZipOutputStream zip, String name, byte[] contents) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(contents);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(contents.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(contents);
        zip.closeEntry();
    }
}
