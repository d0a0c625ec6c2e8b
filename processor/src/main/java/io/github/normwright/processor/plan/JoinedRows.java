package io.github.normwright.processor.plan;

/**
 * How many rows of channels are taken as one, so that vectors need not end where a row does: rows lie one behind the
 * other, and so many of them are a number of whole vectors of any width.
 */
public final class JoinedRows {

    /** How many elements a vector has at most. */
    public static final int WIDEST_VECTOR = 16;

    /** How many elements the vectors have at most that share one way down the rows of a tile. */
    private static final int WIDEST_BLOCK = 4 * WIDEST_VECTOR;

    /** Coefficients of longer rows would leave too little of the first cache to the tensors. */
    private static final int MOST_CHANNELS = 1 << 11;

    /** How often the rows that are taken as one must go into a set of rows, such as those of a sample. */
    private static final int FEWEST_JOINED_IN_SET = 8;

    private JoinedRows() {}

    /** Whether a row of some elements is a number of vectors of any width and type. */
    public static boolean areWholeVectors(long elements) {
        return elements % WIDEST_VECTOR == 0;
    }

    /**
     * For sums, where a row does not fill the widest vector. It is a part of the order that elements are added in.
     *
     * @return how many rows, a power of two; 1 where rows are not joined
     */
    public static int ofSums(Layout layout) {
        boolean isFew = layout.rowElements() < WIDEST_VECTOR;
        return isFew && layout.family() == Layout.Family.CHANNELS_LAST && hasStaticRows(layout)
                ? rows(layout, WIDEST_BLOCK)
                : 1;
    }

    /**
     * For maps, where a row is not a number of the widest vectors. It changes no result.
     *
     * @return how many rows, a power of two; 1 where rows are not joined
     */
    public static int ofMaps(Layout layout) {
        if (!hasStaticRows(layout)) {
            return 1;
        }
        int channels = layout.rowElements();
        int rows = rows(layout, channels < WIDEST_VECTOR ? WIDEST_BLOCK : WIDEST_VECTOR);
        return rows * channels <= MOST_CHANNELS && hasManyRows(layout, rows) ? rows : 1;
    }

    /** Whether rows, or those that are taken as one in maps, are a known number of whole vectors. */
    static boolean fillVectors(Layout layout) {
        return hasStaticRows(layout) && areWholeVectors((long) ofMaps(layout) * layout.rowElements());
    }

    /** Whether each set of rows, if there are several, is much larger than what is copied for it. */
    private static boolean hasManyRows(Layout layout, int joined) {
        Size rows = layout.row().size();
        return layout.aroundRows().isEmpty()
                || joined == 1
                || rows.isStatic() && rows.constant() >= FEWEST_JOINED_IN_SET * joined;
    }

    private static boolean hasStaticRows(Layout layout) {
        return layout.hasRows()
                && layout.dims().stream()
                        .skip(layout.aroundRows().size() + 1)
                        .allMatch(dim -> dim.size().isStatic());
    }

    /** The fewest rows that are a number of whole vectors of that many elements, a power of two. */
    private static int rows(Layout layout, int elements) {
        return elements / Math.min(elements, Integer.lowestOneBit(layout.rowElements()));
    }
}
