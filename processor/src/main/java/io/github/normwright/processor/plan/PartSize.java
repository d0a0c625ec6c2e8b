package io.github.normwright.processor.plan;

import java.util.List;

/** How large the parts are that {@link Step.ForParts} cuts kept dimensions into. No result depends on it. */
public final class PartSize {

    /** How many elements of a tensor are worth another thread's while. */
    public static final int FEW = 16384;

    /** How many elements of three tensors a second-level cache holds. */
    public static final int MANY = 65536;

    private PartSize() {}

    /**
     * About how many elements of a tensor a part has: those of one index, or of several that are few together, or of some
     * indices of the second dimension that is cut. Where sizes are known at run time only, {@link #FEW}, which a single index
     * may exceed.
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
            return FEW;
        }
        Size outer = cut.get(0).size();
        long perOuter = within.stream().mapToLong(Size::constant).reduce(1, Math::multiplyExact);
        if (perOuter <= FEW) {
            long several = FEW / perOuter;
            return perOuter * (outer.isStatic() ? Math.min(outer.constant(), several) : several);
        }
        boolean isShared = cut.size() > 1 && perOuter > MANY;
        return isShared ? Math.max(MANY, perOuter / cut.get(1).size().constant()) : perOuter;
    }
}
