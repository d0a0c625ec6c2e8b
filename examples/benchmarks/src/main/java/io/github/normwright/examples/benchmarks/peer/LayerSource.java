package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The annotated source of a layer for a workload.
 *
 * @param workload the workload
 * @param variant how it is generated
 */
public record LayerSource(Workload workload, LayerVariant variant) {

    private static final String PACKAGE = "layers";

    /** The full name of the annotated type. */
    public String typeName() {
        return PACKAGE + "." + simpleName();
    }

    /** The full name of the generated layer. */
    public String layerName() {
        return typeName() + workload.dtype().classNameEnding();
    }

    /** What the compiler must be told. */
    List<String> compilerOptions() {
        return variant.compilerOptions();
    }

    /** The sizes that are left to run time, in the order of the shape. */
    int[] dynamicDimensions() {
        List<Integer> sizes = new ArrayList<>(workload.shape().sizes(workload.layout()));
        sizes.remove(channelAxis());
        return isDynamic() ? sizes.stream().mapToInt(Integer::intValue).toArray() : new int[0];
    }

    /**
     * The source.
     *
     * @param attributes further attributes of the annotation, as they stand in Java; may be empty
     * @return a whole file
     */
    public String text(String attributes) {
        return """
                package %s;

                import static io.github.normwright.api.Shape.DYNAMIC;

                import io.github.normwright.api.*;

                @%s(shape = {%s}, axis = %d, epsilon = %s, dtypes = DType.%s%s%s%s)
                public interface %s {}
                """.formatted(
                        PACKAGE,
                        annotation(),
                        shape(),
                        channelAxis(),
                        Tensors.EPSILON,
                        workload.dtype(),
                        attributesOfNormalization(),
                        attributesOfFusion(),
                        attributes.isBlank() ? "" : ", " + attributes,
                        simpleName());
    }

    private String annotation() {
        return switch (workload.normalization()) {
            case BATCH -> "BatchNormalization";
            case LAYER -> "LayerNormalization";
            case RMS -> "RMSNormalization";
            case GROUP -> "GroupNormalization";
        };
    }

    private String attributesOfNormalization() {
        return switch (workload.normalization()) {
            case BATCH -> ", momentum = " + Tensors.MOMENTUM;
            case LAYER, RMS -> "";
            case GROUP -> ", groups = " + Workload.GROUPS;
        };
    }

    private String attributesOfFusion() {
        return switch (workload.fusion()) {
            case NONE -> "";
            case RELU -> ", activation = Activation.RELU";
            case ADD_RELU -> ", residual = true, activation = Activation.RELU";
        };
    }

    private boolean isDynamic() {
        return variant == LayerVariant.DYNAMIC;
    }

    private String simpleName() {
        return variant.prefix()
                + camelCase(workload.normalization())
                + (workload.fusion() == Fusion.NONE ? "" : camelCase(workload.fusion()))
                + workload.shape().toString().replace('x', '_')
                + workload.layout().name();
    }

    private static String camelCase(Enum<?> constant) {
        return Stream.of(constant.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private int channelAxis() {
        return workload.isChannelsLast() ? workload.shape().spatial().size() + 1 : 1;
    }

    private String shape() {
        List<String> sizes = workload.shape().sizes(workload.layout()).stream()
                .map(size -> isDynamic() ? "DYNAMIC" : size.toString())
                .collect(Collectors.toList());
        sizes.set(channelAxis(), String.valueOf(workload.shape().channels()));
        return String.join(", ", sizes);
    }
}
