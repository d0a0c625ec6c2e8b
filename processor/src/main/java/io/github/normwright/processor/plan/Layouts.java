package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layouts of a layer's algorithms. Those over the same axes that keep the same ones share it, and with it arrays and passes. */
final class Layouts {

    private record Key(Axes space, Axes kept) {}

    private final Map<Key, Layout> layouts = new LinkedHashMap<>();

    private Layouts() {}

    /** The layouts that some algorithms need; where dimensions differ, so do their names. */
    static Layouts of(List<Algorithm> algorithms) {
        Map<Key, List<Algorithm>> alike = new LinkedHashMap<>();
        algorithms.forEach(algorithm ->
                alike.computeIfAbsent(key(algorithm), key -> new ArrayList<>()).add(algorithm));
        Layouts layouts = new Layouts();
        List<Dim> named = new ArrayList<>();
        alike.forEach((key, sharing) -> {
            Layout layout = Layout.of(sharing).namedUnlike(named);
            layouts.layouts.put(key, layout);
            named.addAll(layout.dims());
        });
        return layouts;
    }

    /** The layout of one of the algorithms. */
    Layout of(Algorithm algorithm) {
        return layouts.get(key(algorithm));
    }

    private static Key key(Algorithm algorithm) {
        return new Key(algorithm.space(), KeptAxes.of(algorithm));
    }
}
