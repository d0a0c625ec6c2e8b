package io.github.normwright.examples.modelfiles.format;

/**
 * How much a file may make a reader do. Every limit is on what a file declares, and holds besides the file's own size,
 * beyond which nothing is believed. Immutable.
 *
 * @param tensors how many tensors, groups, entries of an archive or nodes of a graph a file may have
 * @param tensorBytes how large one tensor may be
 * @param documentBytes how large a document of text may be: a configuration, or a header that lists tensors
 * @param archiveBytes how large an entry of an archive may be that is a file itself; it is held in memory
 */
public record Limits(int tensors, long tensorBytes, int documentBytes, int archiveBytes) {

    private static final long MOST_BYTES = 1L << 30;
    private static final long MOST_DOCUMENT_BYTES = 64L << 20;

    /** What is read is copied a few times on its way, and is not all that a program has in memory. */
    private static final int SHARES_OF_HEAP = 8;

    /**
     * A hundred thousand tensors of up to 1 GiB, documents of up to 64 MiB, files in an archive of up to 1 GiB; but nothing larger
     * than an eighth of the memory that the Java process may take.
     */
    public static final Limits DEFAULT = ofHeap(Runtime.getRuntime().maxMemory());

    static Limits ofHeap(long heapBytes) {
        long most = Math.min(MOST_BYTES, heapBytes / SHARES_OF_HEAP);
        return new Limits(100_000, most, (int) Math.min(MOST_DOCUMENT_BYTES, most), (int) most);
    }

    /** How many dimensions a tensor may have. NumPy has 64, HDF5 32. */
    static final int RANK = 32;

    /** Checks that nothing is negative, and that a tensor fits into an array. */
    public Limits {
        if (tensors < 0 || tensorBytes < 0 || documentBytes < 0 || archiveBytes < 0) {
            throw new IllegalArgumentException("limits are at least 0, found " + tensors + ", " + tensorBytes + ", "
                    + documentBytes + " and " + archiveBytes);
        }
        tensorBytes = Math.min(tensorBytes, Integer.MAX_VALUE - 8);
    }
}
