package io.github.normwright.processor.validate;

import io.github.normwright.api.DType;
import io.github.normwright.api.Shape;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.read.Anchor;
import io.github.normwright.processor.read.RawSpec;
import io.github.normwright.processor.read.RawType;
import io.github.normwright.processor.read.RawValue;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.TypeValue;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks one annotation. Stops at the first attribute in the way of the rest, so that one mistake is one error. */
public final class SpecValidator {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final RawSpec raw;
    private final Variant variant;
    private final List<Problem> problems = new ArrayList<>();

    private SpecValidator(RawSpec raw, Variant variant) {
        this.raw = raw;
        this.variant = variant;
    }

    /**
     * What became of an annotation.
     *
     * @param spec the layer, if there is no error among the problems
     * @param problems what to tell the user
     */
    public record Outcome(Optional<LayerSpec> spec, List<Problem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /** Checks an annotation that the compiler could resolve. */
    public static Outcome validate(RawSpec raw, Variant variant) {
        return new SpecValidator(raw, variant).validate();
    }

    private Outcome validate() {
        Optional<Problem> undeclared = CommonAttribute.firstUndeclared(raw);
        if (undeclared.isPresent()) {
            return new Outcome(Optional.empty(), List.of(undeclared.get()));
        }
        checkTarget();
        checkName();
        List<DType> dtypes = dtypes();
        Axes space = space();
        Axes axis = problems.isEmpty() ? axis(space) : Axes.NONE;
        VariantSpec spec = new VariantSpec(space, axis, settings());
        Map<Precision, LayerAlgorithm> algorithms = problems.isEmpty() ? algorithms(spec, dtypes) : Map.of();
        boolean hasErrors = problems.stream().anyMatch(Problem::isError);
        LayerSpec layer = new LayerSpec(raw, variant, ClassNames.of(raw), layerName(), dtypes, spec, algorithms);
        return new Outcome(hasErrors ? Optional.empty() : Optional.of(layer), problems);
    }

    /** Asks the variant what it has against the layer, and if nothing, for the formulas. */
    private Map<Precision, LayerAlgorithm> algorithms(VariantSpec spec, List<DType> dtypes) {
        Map<Precision, LayerAlgorithm> algorithms = new EnumMap<>(Precision.class);
        try {
            VariantCalls.check(variant, spec, precisions(dtypes), new Collector());
            if (problems.stream().noneMatch(Problem::isError)) {
                for (Precision precision : precisions(dtypes)) {
                    algorithms.put(precision, VariantCalls.algorithm(variant, spec, precision));
                }
            }
        } catch (VariantException mistake) {
            problems.add(new Problem(true, mistake.code(), mistake.getMessage(), raw.anchor()));
        }
        return algorithms;
    }

    private void checkTarget() {
        if (raw.target().isPrivate()) {
            problems.add(Problem.error(
                    raw.anchor(), Message.PRIVATE_TYPE, raw.target().name()));
        }
    }

    private void checkName() {
        RawValue name = raw.attribute("name");
        if (name.text().isEmpty()) {
            if (raw.isRepeated()) {
                problems.add(Problem.error(raw.anchor(), Message.NAME_MISSING, raw.simpleAnnotation()));
            }
        } else if (!NAME.matcher(name.text()).matches()) {
            problems.add(Problem.error(name.anchor(), Message.NAME_INVALID, name.text(), suggestion(name.text())));
        }
    }

    private static String suggestion(String name) {
        String repaired = name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[^A-Za-z]+|_+$", "");
        return repaired.isEmpty() ? "" : " Did you mean \"" + repaired + "\"?";
    }

    private String layerName() {
        String name = raw.attribute("name").text();
        List<String> names = raw.target().simpleNames();
        return name.isEmpty()
                ? names.get(names.size() - 1)
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                : name;
    }

    private List<DType> dtypes() {
        RawValue value = raw.attribute("dtypes");
        Set<DType> dtypes = new LinkedHashSet<>();
        for (RawValue element : value.elements()) {
            if (!dtypes.add(DType.valueOf(element.text()))) {
                problems.add(Problem.error(element.anchor(), Message.DTYPE_TWICE, element.text()));
            }
        }
        if (dtypes.isEmpty()) {
            String allowed = String.join(
                    ", ", Arrays.stream(DType.values()).map(DType::name).toList());
            problems.add(Problem.error(value.anchor(), Message.DTYPES_EMPTY, allowed));
        }
        return List.copyOf(dtypes);
    }

    private static List<Precision> precisions(List<DType> dtypes) {
        return dtypes.stream()
                .map(dtype -> dtype == DType.FLOAT64 ? Precision.DOUBLE : Precision.SINGLE)
                .distinct()
                .toList();
    }

    private Axes space() {
        RawValue shape = raw.attribute("shape");
        List<Axis> axes = new ArrayList<>();
        long elements = 1;
        for (RawValue dimension : shape.elements()) {
            int size = dimension.integer();
            int position = axes.size();
            if (size != Shape.DYNAMIC && size < 1) {
                problems.add(Problem.error(dimension.anchor(), Message.DIMENSION, position, size));
                size = 1;
            }
            axes.add(new Axis(position, extent(position, size)));
            elements = Math.min(Long.MAX_VALUE / Integer.MAX_VALUE, elements * Math.max(1, size));
        }
        if (!shape.isExplicit()) {
            problems.add(Problem.error(shape.anchor(), Message.SHAPE_MISSING));
        } else if (axes.isEmpty()) {
            problems.add(Problem.error(shape.anchor(), Message.SHAPE_EMPTY));
        } else if (elements > Integer.MAX_VALUE) {
            problems.add(Problem.error(shape.anchor(), Message.SHAPE_TOO_LARGE, raw.shape(), elements));
        }
        return new Axes(axes);
    }

    private static Extent extent(int position, int size) {
        if (size != Shape.DYNAMIC) {
            return new Extent.Fixed(size);
        }
        return new Extent.Dynamic(position == 0 ? "batch" : "dimension" + position);
    }

    private Axes axis(Axes space) {
        RawValue value = raw.attribute("axis");
        int rank = space.list().size();
        Map<Integer, Integer> found = new LinkedHashMap<>();
        for (RawValue element : value.elements()) {
            int axis = element.integer();
            if (axis < -rank || axis >= rank) {
                problems.add(
                        Problem.error(element.anchor(), Message.AXIS_RANGE, axis, raw.shape(), rank, -rank, rank - 1));
                continue;
            }
            int position = axis < 0 ? axis + rank : axis;
            Integer before = found.put(position, axis);
            if (before != null) {
                String how = before == axis ? "" : ": as " + before + " and as " + axis;
                problems.add(Problem.error(element.anchor(), Message.AXIS_TWICE, position, how));
            } else if (space.list().get(position).extent() instanceof Extent.Dynamic) {
                problems.add(Problem.error(element.anchor(), Message.AXIS_DYNAMIC, axis, raw.shape()));
            }
        }
        if (value.elements().isEmpty()) {
            problems.add(Problem.error(value.anchor(), Message.AXIS_EMPTY));
        }
        return new Axes(found.keySet().stream().map(space.list()::get).toList());
    }

    /** The variant's own attributes. A NaN that the user did not write stands for a default that depends on others. */
    private Settings settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        raw.attributes().forEach((name, value) -> {
            boolean isLeftOut = !value.isExplicit() && value.value() instanceof Double number && number.isNaN();
            if (!CommonAttribute.isNamed(name) && !isLeftOut) {
                settings.put(name, plain(value));
            }
        });
        return new Settings(settings);
    }

    private static Object plain(RawValue value) {
        if (value.value() instanceof RawType type) {
            return new TypeValue(type.name(), type.isInstantiable());
        }
        return value.value() instanceof List<?>
                ? value.elements().stream().map(SpecValidator::plain).toList()
                : value.value();
    }

    private final class Collector implements Problems {

        @Override
        public void error(String attribute, String code, String text) {
            problems.add(new Problem(true, code, text, anchor(attribute)));
        }

        @Override
        public void warning(String attribute, String code, String text) {
            problems.add(new Problem(false, code, text, anchor(attribute)));
        }

        /** What the annotation does not declare, or what was left out in one that is a value, has no place of its own. */
        private Anchor anchor(String attribute) {
            RawValue value = raw.attributes().get(attribute);
            return value == null ? raw.anchor() : value.anchor();
        }
    }
}
