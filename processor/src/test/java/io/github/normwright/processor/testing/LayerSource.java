package io.github.normwright.processor.testing;

import io.github.normwright.api.BatchNormalization;
import io.github.normwright.api.DType;
import io.github.normwright.api.Shape;
import io.github.normwright.processor.emit.ElementType;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A layer to test: as an annotation for the compiler, and as mathematics for the oracle.
 *
 * @param type the name of the annotated interface
 * @param annotation the kind of normalization
 * @param shape the shape, with {@link Shape#DYNAMIC} dimensions
 * @param axis the normalized axes
 * @param dtype the dtype
 * @param settings the other attributes that are not left to their defaults
 */
public record LayerSource(
        String type,
        Class<? extends Annotation> annotation,
        List<Integer> shape,
        List<Integer> axis,
        DType dtype,
        Map<String, Object> settings) {

    private static final String TYPE = "Tested";

    public LayerSource {
        settings = new LinkedHashMap<>(settings);
    }

    /** A float32 batch normalization with default settings. */
    public static LayerSource of(List<Integer> shape, Integer... axis) {
        return of(BatchNormalization.class, shape, axis);
    }

    /** A float32 layer with default settings. */
    public static LayerSource of(Class<? extends Annotation> annotation, List<Integer> shape, Integer... axis) {
        return new LayerSource(TYPE, annotation, shape, List.of(axis), DType.FLOAT32, Map.of());
    }

    public LayerSource as(DType newDtype) {
        return new LayerSource(type, annotation, shape, axis, newDtype, settings);
    }

    public LayerSource with(String attribute, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(settings);
        more.put(attribute, value);
        return new LayerSource(type, annotation, shape, axis, dtype, more);
    }

    /** The same layer on an interface of another name, so that it can be compiled along with others. */
    public LayerSource on(String otherType) {
        return new LayerSource(otherType, annotation, shape, axis, dtype, settings);
    }

    /** The source of an interface with the annotation. */
    public String source() {
        List<String> attributes = new ArrayList<>();
        attributes.add("shape = " + braces(shape));
        attributes.add("axis = " + braces(axis));
        attributes.add("dtypes = DType." + dtype);
        attributes.addAll(Attributes.written(annotation, settings));
        return "import io.github.normwright.api.*; import " + annotation.getCanonicalName() + ";\n@"
                + annotation.getSimpleName() + "("
                + String.join(", ", attributes) + ")\npublic interface " + type + " {}\n";
    }

    /** The name of the generated layer. */
    public String className() {
        return type + dtype.classNameEnding();
    }

    /** The axes as the processor sees them. */
    public VariantSpec variantSpec() {
        List<Axis> axes = IntStream.range(0, shape.size())
                .mapToObj(i -> new Axis(i, extent(i)))
                .toList();
        List<Axis> kept = axis.stream()
                .map(each -> axes.get(Math.floorMod(each, shape.size())))
                .toList();
        Map<String, Object> all = Attributes.defaults(annotation);
        all.putAll(settings);
        all.replaceAll((name, value) -> value instanceof Enum<?> constant ? constant.name() : value);
        return new VariantSpec(new Axes(axes), new Axes(kept), new Settings(all));
    }

    /** What stands behind the annotation. */
    public Variant variant() {
        return ServiceLoader.load(Variant.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(variant -> variant.annotation().equals(annotation.getCanonicalName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variant for " + annotation));
    }

    /** The arithmetic. */
    public Precision precision() {
        return dtype == DType.FLOAT64 ? Precision.DOUBLE : Precision.SINGLE;
    }

    /** What schedules are chosen by. */
    public CostModel costs() {
        return CostModel.of(ElementType.of(dtype).elementBytes());
    }

    /** The mathematics. */
    public LayerAlgorithm algorithm() {
        return variant().algorithm(variantSpec(), precision());
    }

    private Extent extent(int position) {
        int size = shape.get(position);
        if (size != Shape.DYNAMIC) {
            return new Extent.Fixed(size);
        }
        return new Extent.Dynamic(position == 0 ? "batch" : "dimension" + position);
    }

    private static String braces(List<Integer> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String toString() {
        return source().lines().skip(1).findFirst().orElseThrow();
    }

    /** A shape, from its sizes. */
    public static List<Integer> shape(int... sizes) {
        return Arrays.stream(sizes).boxed().toList();
    }
}
