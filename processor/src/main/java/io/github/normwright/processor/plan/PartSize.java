package io.github.normwright.processor.plan;

import java.util.List;

/** How large the parts are that {@link Step.ForParts} cuts kept dimensions into. No result depends on it. */
public final class PartSize {

    /** How many elements of a tensor are worth another thread's while. */
    public static final int FEW = 16384;

    /** How many elements of three tensors a second-level cache holds. */
    public static final int MANY = 65536;

    /**
     * How many elements of a tensor a part has at most whose planes are gone through in the order of memory. The more planes lie side
     * by side the faster they are read; larger parts gained little, and lost where caches hold less (docs/schedules.md, table 20).
     */
    public static final int LONG = 7 * MANY;

    /** How many parts are enough for a single thread. */
    private static final int FEWEST_PARTS = 2;

    private PartSize() {}

    /** Whether parts hold planes that are gone through in the order of memory, so that larger ones are better. */
    public static boolean isLong(Layout layout, List<Dim> cut) {
        return cut.size() == 1 && Planes.areInOrder(layout);
    }

    /**
     * About how many elements of a tensor a part has: those of one index, or of several that are few together, or of some
     * indices of the second dimension that is cut; of planes many more, where one thread has them. Where sizes are known at run
     * time only, {@link #FEW}, or {@link #LONG} of planes, which a single index may exceed.
     *
     * @param layout the dimensions of the tensor
     * @param cut the one or two dimensions that are cut, outermost first
     */
    public static long elements(Layout layout, List<Dim> cut) {
        List<Size> within = layout.dims().stream()
                .filter(dim -> !dim.equals(cut.get(0)))
                .map(Dim::size)
                .toList();
        if (!within.stream().allMatch(Size::isStatic)) {
            return isLong(layout, cut) ? LONG : FEW;
        }
        Size outer = cut.get(0).size();
        long perOuter = within.stream().mapToLong(Size::constant).reduce(1, Math::multiplyExact);
        if (isLong(layout, cut)) {
            return perOuter * (outer.isStatic() ? share(outer.constant(), perOuter) : Math.max(1, LONG / perOuter));
        }
        if (perOuter <= FEW) {
            long several = FEW / perOuter;
            return perOuter * (outer.isStatic() ? Math.min(outer.constant(), several) : several);
        }
        boolean isShared = cut.size() > 1 && perOuter > MANY;
        return isShared ? Math.max(MANY, perOuter / cut.get(1).size().constant()) : perOuter;
    }

    /** How many indices a part has that a single thread takes. */
    private static long share(int size, long perIndex) {
        long elements = size * perIndex;
        long shares = Math.min(Math.max(FEWEST_PARTS, divideUp(elements, LONG)), divideUp(elements, FEW));
        return Math.min(divideUp(size, shares), Math.max(1, LONG / perIndex));
    }

    private static long divideUp(long size, long step) {
        return (size - 1) / step + 1;
    }
}
