package io.github.normwright.examples.benchmarks.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sets of shapes that can be measured by name. */
public final class ShapeSet {

    private static final Pattern IMAGE = Pattern.compile("(\\d+)@(\\d+)(?:\\*(\\d+))?");

    private static final Map<String, List<CountedShape>> SETS = Map.of(
            "resnet50", images(32, "64@112 256@56*4 64@56*6 512@28*5 128@28*8 1024@14*7 256@14*12 2048@7*4 512@7*6"),
            "resnet50-few", single("32x64x56x56", "32x256x56x56", "32x256x14x14", "32x512x7x7"),
            "mobilenet", images(32, "32@112*2 64@112 64@56 128@56*3 128@28 256@28*3 256@14 512@14*11 512@7 1024@7*3"),
            "odd", single("8x3x224x224", "2x19x33x33", "4x33x27x27", "2x251x28x28", "8x257x14x14"),
            "dense", single("1x64", "8x128", "32x64", "32x512", "128x1024", "1024x256", "4096x64"),
            "transformer", single("4096x64", "4096x512", "512x768", "4096x768", "4096x1024", "2048x4096"),
            "vision", single("32x64x56x56", "32x128x28x28", "32x256x14x14", "8x320x32x32"));

    private ShapeSet() {}

    /**
     * The shapes of sets.
     *
     * @param names names of sets and single shapes, separated by commas
     * @return all their shapes
     * @throws IllegalArgumentException if a name is neither a set nor a shape
     */
    public static List<CountedShape> parse(String names) {
        return Stream.of(names.split(",", -1))
                .flatMap(name -> parseOne(name).stream())
                .toList();
    }

    private static List<CountedShape> parseOne(String name) {
        List<CountedShape> set = SETS.get(name);
        if (set != null) {
            return set;
        }
        if (!Character.isDigit(name.isEmpty() ? ' ' : name.charAt(0))) {
            throw new IllegalArgumentException(
                    "expected a set out of " + String.join(", ", new TreeSet<>(SETS.keySet()))
                            + ", or a shape such as 32x64x56x56, found " + name);
        }
        return single(name);
    }

    private static List<CountedShape> single(String... shapes) {
        return Stream.of(shapes)
                .map(shape -> new CountedShape(LayerShape.parse(shape), 1))
                .toList();
    }

    /** Square images, each as channels, side and how often, {@code 256@56*4}. */
    private static List<CountedShape> images(int batch, String shapes) {
        return Stream.of(shapes.split(" ")).map(text -> image(batch, text)).toList();
    }

    private static CountedShape image(int batch, String text) {
        Matcher matcher = IMAGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(text);
        }
        int side = Integer.parseInt(matcher.group(2));
        int times = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        return new CountedShape(new LayerShape(batch, Integer.parseInt(matcher.group(1)), List.of(side, side)), times);
    }
}
