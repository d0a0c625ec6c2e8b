package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

                @BatchNormalization(shape = {%s}, axis = %d, momentum = %s, epsilon = %s, dtypes = DType.%s%s)
                public interface %s {}
                """.formatted(
                        PACKAGE,
                        shape(),
                        channelAxis(),
                        Tensors.MOMENTUM,
                        Tensors.EPSILON,
                        workload.dtype(),
                        attributes.isBlank() ? "" : ", " + attributes,
                        simpleName());
    }

    private boolean isDynamic() {
        return variant == LayerVariant.DYNAMIC;
    }

    private String simpleName() {
        return variant.prefix()
                + workload.shape().toString().replace('x', '_')
                + workload.layout().name();
    }

    private int channelAxis() {
        return workload.shape().isDense() || workload.layout() == Layout.NCHW
                ? 1
                : workload.shape().spatial().size() + 1;
    }

    private String shape() {
        List<String> sizes = workload.shape().sizes(workload.layout()).stream()
                .map(size -> isDynamic() ? "DYNAMIC" : size.toString())
                .collect(Collectors.toList());
        sizes.set(channelAxis(), String.valueOf(workload.shape().channels()));
        return String.join(", ", sizes);
    }
}
