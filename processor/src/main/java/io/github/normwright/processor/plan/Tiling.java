package io.github.normwright.processor.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a range of elements is cut into tiles: fixed by the shape alone, so that neither threads nor vectors change a
 * result. The outermost dimension is cut into equal parts with a smaller last one; where one element of it is more than a
 * tile, another one is cut too. Tiles may have more elements where there would be more than a few dozen of them.
 *
 * @param outer the dimension that is cut
 * @param within the other dimensions of the range
 * @param inner the dimension that is cut as well if need be
 * @param elements how many elements a tile should have, unless that makes too many tiles
 * @param most how many elements a tile may have; more than {@code elements} only where one dimension is cut, with nothing within
 */
public record Tiling(Dim outer, List<Dim> within, Optional<Dim> inner, int elements, int most) {

    public Tiling {
        within = List.copyOf(within);
        if (most < elements || most > elements && (inner.isPresent() || !within.isEmpty())) {
            throw new IllegalArgumentException("tiles of " + elements + " to " + most + " elements");
        }
    }

    /** Tiles of one size. */
    public Tiling(Dim outer, List<Dim> within, Optional<Dim> inner, int elements) {
        this(outer, within, inner, elements, elements);
    }

    /** Whether a tile has some indices of a dimension only, or may have. */
    public boolean cuts(Dim dim) {
        return outer.equals(dim) || inner.filter(dim::equals).isPresent();
    }

    /** Whether one tile has it all, whatever the sizes are that are known at run time only. */
    public boolean isSingle() {
        List<Size> sizes =
                Stream.concat(Stream.of(outer), within.stream()).map(Dim::size).toList();
        return sizes.stream().allMatch(Size::isStatic)
                && sizes.stream().mapToLong(Size::constant).reduce(1, Math::multiplyExact) <= elements;
    }
}
