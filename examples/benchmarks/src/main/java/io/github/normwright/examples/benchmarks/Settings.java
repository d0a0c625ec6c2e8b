package io.github.normwright.examples.benchmarks;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.turns.Effort;
import io.github.normwright.examples.benchmarks.workload.CountedShape;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured, whatever the peer.
 *
 * @param normalization what kind of layers
 * @param fusion what they do to the normalized values
 * @param shapes the shapes
 * @param layout the layout of images
 * @param dtype the type of inputs and outputs
 * @param threads how many threads share the work
 * @param directions what is computed
 * @param effort how long is measured
 * @param jvmArguments the arguments of the measuring processes
 * @param attributes further attributes of our annotations; may be empty
 * @param classPaths where peers are
 */
record Settings(
        Normalization normalization,
        Fusion fusion,
        List<CountedShape> shapes,
        Layout layout,
        DType dtype,
        int threads,
        List<Direction> directions,
        Effort effort,
        JvmArguments jvmArguments,
        String attributes,
        PeerClassPaths classPaths) {

    Workload workload(CountedShape shape) {
        return new Workload(normalization, fusion, shape.shape(), layout, dtype, threads);
    }

    /** The settings, and where they were used, for a report. */
    Map<String, String> describe() {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("normalization", normalization.toString());
        description.put("fusion", fusion.toString());
        description.put("layout", layout.toString());
        description.put("dtype", dtype.name());
        description.put("threads", String.valueOf(threads));
        description.put("effort", effort.toString());
        description.put("vectorBits", jvmArguments.vectorBits());
        description.put("attributes", attributes);
        description.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        description.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return description;
    }
}
