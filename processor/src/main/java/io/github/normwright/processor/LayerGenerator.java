package io.github.normwright.processor;

import io.github.normwright.api.DType;
import io.github.normwright.processor.emit.ConfigEmitter;
import io.github.normwright.processor.emit.ConfigModel;
import io.github.normwright.processor.emit.ElementType;
import io.github.normwright.processor.emit.GeneratedSource;
import io.github.normwright.processor.emit.LayerEmitter;
import io.github.normwright.processor.emit.LayerModel;
import io.github.normwright.processor.emit.LayerNames;
import io.github.normwright.processor.emit.StubEmitter;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.read.RawSpec;
import io.github.normwright.processor.read.RawType;
import io.github.normwright.processor.read.RawValue;
import io.github.normwright.processor.schedules.LayerKey;
import io.github.normwright.processor.schedules.MeasuredSchedules;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.validate.ClassNames;
import io.github.normwright.processor.validate.CommonAttribute;
import io.github.normwright.processor.validate.LayerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From a checked specification to sources: variant, plan, emit. Needs no compiler, so that it can be tested without. */
public final class LayerGenerator {

    /** Attributes that the names of the classes, or their types, say. */
    private static final Set<String> IN_CLASSES = Set.of("shape", "dtypes", "name");

    private LayerGenerator() {}

    /**
     * The plan of a layer for one dtype.
     *
     * @param spec the layer
     * @param dtype one of its dtypes
     * @param schedules what was measured
     */
    public static LayerPlan plan(LayerSpec spec, DType dtype, MeasuredSchedules schedules) {
        ElementType type = ElementType.of(dtype);
        LayerAlgorithm algorithm = spec.algorithms().get(type.precision());
        CostModel costs = CostModel.of(type.elementBytes());
        return LayerPlan.of(algorithm, new Scheduler(costs, schedules.of(LayerKey.of(spec.spec(), dtype))));
    }

    /**
     * The sources of a layer for one dtype.
     *
     * @param spec the layer
     * @param dtype one of its dtypes
     * @param plan its plan for that dtype
     * @param hasVectorKernel whether a kernel that uses the Vector API is written too
     */
    public static List<GeneratedSource> generate(LayerSpec spec, DType dtype, LayerPlan plan, boolean hasVectorKernel) {
        ElementType type = ElementType.of(dtype);
        LayerNames names = names(spec.raw(), spec.variant(), spec.classes(), spec.layerName(), dtype);
        return LayerEmitter.emit(
                new LayerModel(names, spec.variant().title(), specification(spec.raw()), type, plan, hasVectorKernel));
    }

    /**
     * The source of the configuration of a layer, for all its dtypes together; none if the variant has no documents.
     *
     * @param spec the layer
     */
    public static List<GeneratedSource> generateConfig(LayerSpec spec) {
        if (!spec.variant().hasDocuments()) {
            return List.of();
        }
        Map<DType, String> layers = new LinkedHashMap<>();
        spec.dtypes().forEach(dtype -> layers.put(dtype, spec.classes().simpleName(dtype)));
        RawSpec raw = spec.raw();
        ConfigModel model = new ConfigModel(
                spec.classes().packageName(),
                spec.classes().configSimpleName(),
                raw.simpleAnnotation(),
                raw.target().name(),
                spec.layerName(),
                raw.target().isPublic(),
                raw.attribute("shape").elements().stream()
                        .map(RawValue::integer)
                        .toList(),
                layers,
                attributes(raw));
        return List.of(ConfigEmitter.emit(model));
    }

    /** What the user has written, apart from what the layer's classes show. */
    private static Map<String, Object> attributes(RawSpec raw) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        raw.attributes().forEach((name, value) -> {
            boolean isAnnotation = value.value() instanceof String text && text.startsWith("@");
            if (value.isExplicit() && !isAnnotation && !IN_CLASSES.contains(name)) {
                attributes.put(name, plain(value));
            }
        });
        return attributes;
    }

    private static Object plain(RawValue value) {
        if (value.value() instanceof RawType type) {
            return type.name();
        }
        return value.value() instanceof List<?>
                ? value.elements().stream().map(LayerGenerator::plain).toList()
                : value.value();
    }

    /** What stands in for the layers of an annotation that has a mistake. */
    public static List<GeneratedSource> stubs(RawSpec raw, Variant variant) {
        ClassNames classes = ClassNames.of(raw);
        List<GeneratedSource> stubs = new ArrayList<>();
        for (DType dtype : stubDTypes(raw)) {
            LayerNames names = names(raw, variant, classes, "", dtype);
            stubs.add(StubEmitter.emit(names, ElementType.of(dtype), variant.variableNames()));
        }
        if (variant.hasDocuments()) {
            stubs.add(ConfigEmitter.stub(
                    classes.packageName(),
                    classes.configSimpleName(),
                    raw.target().isPublic()));
        }
        return stubs;
    }

    /** Those that the annotation names; all if it names none that can be read. */
    private static Set<DType> stubDTypes(RawSpec raw) {
        Set<DType> dtypes = new TreeSet<>();
        if (CommonAttribute.DTYPES.isDeclaredBy(raw)) {
            raw.attribute("dtypes").elements().forEach(value -> dtypes.add(DType.valueOf(value.text())));
        }
        return dtypes.isEmpty() ? new TreeSet<>(List.of(DType.values())) : dtypes;
    }

    private static LayerNames names(RawSpec raw, Variant variant, ClassNames classes, String layerName, DType dtype) {
        LayerNames names = LayerNames.of(
                classes.packageName(),
                classes.simpleName(dtype),
                layerName,
                raw.target().isPublic());
        return variant.hasDocuments() ? names.withConfig(classes.configSimpleName()) : names;
    }

    private static List<String> specification(RawSpec raw) {
        List<String> lines = new ArrayList<>();
        lines.add("@" + raw.simpleAnnotation() + " on " + raw.target().name());
        raw.written().forEach(line -> lines.add("    " + line));
        return lines;
    }
}
