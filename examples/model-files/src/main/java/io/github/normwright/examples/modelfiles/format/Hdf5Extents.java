package io.github.normwright.examples.modelfiles.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of a file belong to what. HDF5 has no checksums over addresses, but in a sound file nothing overlaps: a wrong
 * address mostly does, and is found before it gives wrong numbers. What it cannot tell is a tensor that was moved into room
 * that belongs to nothing.
 */
final class Hdf5Extents {

    /** What stands in a part of a file. */
    private record Extent(String what, long start, long end) {}

    /** Parts by their starts; no two overlap. */
    private final TreeMap<Long, Extent> structures = new TreeMap<>();

    private final List<Extent> datasets = new ArrayList<>();

    /** Notes a structure that was read. The same bytes are often read in several steps. */
    void addStructure(long start, long length) {
        long from = start;
        // What is said to be longer than any file ends where numbers end.
        long to = length > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + Math.max(0, length);
        Map.Entry<Long, Extent> before = structures.floorEntry(start);
        if (before != null && before.getValue().end() >= start) {
            from = before.getKey();
            to = Math.max(to, before.getValue().end());
        }
        Map.Entry<Long, Extent> after = structures.floorEntry(to);
        while (after != null && after.getKey() >= from) {
            to = Math.max(to, after.getValue().end());
            structures.remove(after.getKey());
            after = structures.floorEntry(to);
        }
        structures.put(from, new Extent("a structure", from, to));
    }

    /** Notes where the elements of a dataset are said to stand. */
    void addDataset(String path, long start, long length) {
        if (length > 0) {
            datasets.add(new Extent(Origin.quoted(path), start, start + length));
        }
    }

    /** Compares all of them. */
    void check(Origin origin) throws ModelFileException {
        TreeMap<Long, Extent> checked = new TreeMap<>(structures);
        for (Extent dataset : datasets) {
            Map.Entry<Long, Extent> before = checked.lowerEntry(dataset.end());
            if (before != null && before.getValue().end() > dataset.start()) {
                throw origin.refuse(
                        "is damaged: %s and %s are said to stand in the same bytes, from %d on",
                        before.getValue().what(), dataset.what(), Math.max(before.getKey(), dataset.start()));
            }
            checked.put(dataset.start(), dataset);
        }
    }
}
