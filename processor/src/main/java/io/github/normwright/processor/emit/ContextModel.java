package io.github.normwright.processor.emit;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.Tiling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a layer's context holds: arrays, sizes and tilings, over all of the layer's programs. */
final class ContextModel {

    private final LayerPlan plan;
    private final KernelMethods methods;
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final List<Tiling> tilings = new ArrayList<>();
    private final Set<String> moments = new LinkedHashSet<>();
    private boolean hasChannelTiles;

    ContextModel(LayerPlan plan, KernelMethods methods) {
        this.plan = plan;
        this.methods = methods;
        for (Program program : plan.programs()) {
            program.buffers().forEach(this::add);
            program.steps().forEach(this::scan);
        }
    }

    private void add(Buffer buffer) {
        Buffer before = buffers.putIfAbsent(buffer.name(), buffer);
        if (before != null && !before.equals(buffer)) {
            throw new IllegalStateException("two arrays are named " + buffer.name());
        }
    }

    private void scan(Step step) {
        if (step instanceof Step.ForTiles tiles && !tilings.contains(tiles.tiling())) {
            tilings.add(tiles.tiling());
        } else if (step instanceof Step.ForEach) {
            hasChannelTiles = true;
        } else if (step instanceof Step.MergeMoments merge) {
            moments.add(moments(merge));
        }
        step.inner().forEach(this::scan);
    }

    KernelMethods methods() {
        return methods;
    }

    /** The caller's arrays. */
    List<Buffer> tensors() {
        return buffers(Buffer.Kind.TENSOR);
    }

    /** The small values. */
    List<Buffer> values() {
        return buffers(Buffer.Kind.VALUE);
    }

    /** The partial sums of all programs. */
    List<Buffer> parts() {
        return buffers.values().stream().filter(Buffer::isPartial).toList();
    }

    /** The partial sums of one program. */
    List<Buffer> parts(Program program) {
        return program.buffers().stream().filter(Buffer::isPartial).toList();
    }

    private List<Buffer> buffers(Buffer.Kind kind) {
        return buffers.values().stream().filter(buffer -> buffer.kind() == kind).toList();
    }

    /** The names of the fields for merged statistics. */
    Set<String> moments() {
        return moments;
    }

    /** The name of the field for the merged statistics of a step. */
    static String moments(Step.MergeMoments merge) {
        return merge.mean().equals("mean") ? "moments" : merge.mean() + "Moments";
    }

    /** The dimensions whose sizes are known only at run time. */
    List<Dim> dynamicDims() {
        return plan.layout().dims().stream()
                .filter(dim -> !dim.size().isStatic())
                .toList();
    }

    /** All tilings of reduced dimensions. */
    List<Tiling> tilings() {
        return tilings;
    }

    /** The field that holds a tiling. */
    String tiles(Tiling tiling) {
        int number = tilings.indexOf(tiling);
        return number == 0 ? "tiles" : "tiles" + (number + 1);
    }

    /** Whether channels are shared among threads. */
    boolean hasChannelTiles() {
        return hasChannelTiles;
    }

    /** The field that holds how channels are shared. */
    String channelTiles() {
        return "channelTiles";
    }

    /** The outermost kept dimension. */
    Dim outermostKept() {
        return plan.layout().kept().get(0);
    }

    /** How many elements stand at each index of the outermost kept dimension, as Java. */
    String elementsPerChannel() {
        return product(plan.layout().dims().stream()
                .filter(dim -> !dim.equals(outermostKept()))
                .toList());
    }

    /** The tiling that a program uses. */
    Tiling tilingOf(Program program) {
        return tiling(program.steps()).orElseThrow();
    }

    /** The tiling that a program uses and that cuts a dimension. */
    Tiling tilingOf(Program program, Dim dim) {
        Tiling tiling = tilingOf(program);
        boolean isCut =
                tiling.outer().equals(dim) || tiling.inner().filter(dim::equals).isPresent();
        if (!isCut) {
            throw new IllegalStateException(dim.index() + " is not tiled");
        }
        return tiling;
    }

    private static Optional<Tiling> tiling(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.ForTiles tiles) {
                return Optional.of(tiles.tiling());
            }
            Optional<Tiling> inner = tiling(step.inner());
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    /** How many elements stand at each index of a tiling's dimensions, as Java. */
    static String within(Tiling tiling) {
        return product(tiling.within().stream()
                .filter(dim -> tiling.inner().filter(dim::equals).isEmpty())
                .toList());
    }

    /** How long the array of a partial sum must be, as Java. */
    String partsSize(Program program, Buffer buffer) {
        List<String> factors = new ArrayList<>();
        factors.add(tiles(tilingOf(program)) + ".count()");
        buffer.dims().forEach(dim -> factors.add(JavaNames.count(dim)));
        if (buffer.kind() == Buffer.Kind.LANE_PARTIAL) {
            factors.add("SUM_LANES");
        }
        return String.join(" * ", factors);
    }

    /** The number of elements of dimensions, as Java. */
    static String product(List<Dim> dims) {
        return dims.isEmpty() ? "1" : dims.stream().map(JavaNames::count).collect(Collectors.joining(" * "));
    }
}
