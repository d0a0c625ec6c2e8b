package io.github.normwright.processor.emit;

import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.PartSize;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.Tiling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** What a layer's context holds: arrays, sizes and tilings, over all of the layer's programs. */
final class ContextModel {

    private final LayerPlan plan;
    private final KernelMethods methods;
    private final Map<Buffer, String> fields = new LinkedHashMap<>();
    private final List<Tiling> tilings = new ArrayList<>();
    private final Map<String, Buffer> moments = new LinkedHashMap<>();
    private final List<Cut> cuts = new ArrayList<>();

    /**
     * How threads share kept dimensions.
     *
     * @param dims the one or two dimensions that are cut, outermost first
     * @param elements how many elements stand at each index of them, as Java
     * @param isLong whether parts are gone through in the order of memory
     */
    record Cut(List<Dim> dims, String elements, boolean isLong) {

        static Cut of(Layout layout, List<Dim> dims) {
            return new Cut(
                    dims,
                    product(layout.dims().stream()
                            .filter(dim -> !dims.contains(dim))
                            .toList()),
                    PartSize.isLong(layout, dims));
        }

        /** How many indices the outer dimension has, as Java. */
        String outer() {
            return JavaNames.count(dims.get(0));
        }

        /** How many indices the inner dimension has, as Java. */
        String inner() {
            return dims.size() > 1 ? JavaNames.count(dims.get(1)) : "1";
        }
    }

    ContextModel(LayerPlan plan, KernelMethods methods) {
        this.plan = plan;
        this.methods = methods;
        for (Program program : plan.programs()) {
            program.buffers().forEach(this::add);
            program.steps().forEach(step -> scan(program, step));
        }
    }

    /** Arrays of one name that lie differently in memory, because training cuts the batch, get fields of their own. */
    private void add(Buffer buffer) {
        if (fields.keySet().stream().noneMatch(known -> known.isSameArray(buffer))) {
            fields.put(buffer, FreeNames.like(buffer.array(), fields::containsValue));
        }
    }

    /** The field that holds an array. */
    String field(Buffer buffer) {
        return fields.entrySet().stream()
                .filter(entry -> entry.getKey().isSameArray(buffer))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no field for " + buffer.name()));
    }

    private void scan(Program program, Step step) {
        if (step instanceof Step.ForTiles tiles && !tilings.contains(tiles.tiling())) {
            tilings.add(tiles.tiling());
        } else if (step instanceof Step.ForParts parts && !cuts.contains(Cut.of(program.layout(), parts.dims()))) {
            cuts.add(Cut.of(program.layout(), parts.dims()));
        } else if (step instanceof Step.MergeMoments merge) {
            addMoments(program.buffer(merge.moments().mean()));
        }
        step.inner().forEach(inner -> scan(program, inner));
    }

    KernelMethods methods() {
        return methods;
    }

    /** The caller's tensors. */
    List<Buffer> tensors() {
        return buffers(Buffer.Kind.TENSOR);
    }

    /** The small values. */
    List<Buffer> values() {
        return fields.keySet().stream().filter(Buffer::isValue).toList();
    }

    /** The partial sums and lanes of all programs. */
    List<Buffer> parts() {
        return fields.keySet().stream().filter(ContextModel::isPart).toList();
    }

    /** The partial sums and lanes of one program. */
    List<Buffer> parts(Program program) {
        return program.buffers().stream().filter(ContextModel::isPart).toList();
    }

    private static boolean isPart(Buffer buffer) {
        return buffer.isPartial() || buffer.isLanes();
    }

    private List<Buffer> buffers(Buffer.Kind kind) {
        return fields.keySet().stream().filter(buffer -> buffer.kind() == kind).toList();
    }

    /** The fields for merged statistics, by their names, with the means that they give. */
    Map<String, Buffer> moments() {
        return moments;
    }

    private void addMoments(Buffer mean) {
        if (moments.containsValue(mean)) {
            return;
        }
        moments.put(FreeNames.like(new Parameter.Statistics(mean).name(), moments::containsKey), mean);
    }

    /** The field for the merged statistics that give a mean. */
    String moments(Buffer mean) {
        return moments.entrySet().stream()
                .filter(entry -> entry.getValue().equals(mean))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The dimensions whose sizes are known only at run time. */
    List<Dim> dynamicDims() {
        Map<String, Dim> byCount = new LinkedHashMap<>();
        for (Dim dim : plan.dims()) {
            Dim before = dim.size().isStatic() ? null : byCount.putIfAbsent(dim.count(), dim);
            if (before != null && !before.size().equals(dim.size())) {
                throw new IllegalStateException("two dimensions are named " + dim.count());
            }
        }
        return List.copyOf(byCount.values());
    }

    /** Whether the length of an array is known only at run time. */
    static boolean isDynamic(Buffer buffer) {
        return buffer.dims().stream().anyMatch(dim -> !dim.size().isStatic());
    }

    /** All tilings. */
    List<Tiling> tilings() {
        return tilings;
    }

    /** The field that holds a tiling. */
    String tiles(Tiling tiling) {
        int number = tilings.indexOf(tiling);
        return number == 0 ? "tiles" : "tiles" + (number + 1);
    }

    /** The ways in which threads share kept dimensions, such as channels or samples. */
    List<Cut> cuts() {
        return cuts;
    }

    /** The field that holds the parts. */
    String partTiles(Cut cut) {
        String index = cut.dims().get(0).index();
        long before = cuts.subList(0, cuts.indexOf(cut)).stream()
                .filter(other -> other.dims().get(0).index().equals(index))
                .count();
        return index + "Tiles" + (before == 0 ? "" : before + 1);
    }

    /** The tiling that a program uses. */
    Tiling tilingOf(Program program) {
        return program.tiling().orElseThrow();
    }

    /** The tiling that a program uses and that cuts a dimension. */
    Tiling tilingOf(Program program, Dim dim) {
        Tiling tiling = tilingOf(program);
        if (!tiling.cuts(dim)) {
            throw new IllegalStateException(dim.index() + " is not tiled");
        }
        return tiling;
    }

    /** How many elements stand at each index of a tiling's dimensions, as Java. */
    static String within(Tiling tiling) {
        return product(tiling.within().stream()
                .filter(dim -> tiling.inner().filter(dim::equals).isEmpty())
                .toList());
    }

    /** How long the array of a small value must be, as Java. */
    static String length(Buffer value) {
        if (value.kind() != Buffer.Kind.WRAPPED) {
            return product(value);
        }
        int last = value.dims().size() - 1;
        String row = JavaNames.wrapped(value.dims().get(last));
        return last == 0 ? row : product(value.dims().subList(0, last)) + " * " + row;
    }

    /** How long the array of a partial sum or its lanes must be, as Java. */
    String partsSize(Program program, Buffer buffer) {
        List<String> factors = new ArrayList<>();
        if (buffer.isPartial()) {
            factors.add(tiles(tilingOf(program)) + ".count()");
        }
        if (!buffer.dims().isEmpty()) {
            factors.add(product(buffer));
        }
        if (buffer.isLanes()) {
            factors.add("SUM_LANES");
        }
        return String.join(" * ", factors);
    }

    /** The number of elements that an array has for each tile, or at all, but for its lanes, as Java. */
    static String product(Buffer buffer) {
        return buffer.joined() > 1 ? JavaNames.count(buffer.dims().get(0), buffer.joined()) : product(buffer.dims());
    }

    /** The number of elements of dimensions, as Java. */
    static String product(List<Dim> dims) {
        return dims.isEmpty() ? "1" : dims.stream().map(JavaNames::count).collect(Collectors.joining(" * "));
    }
}
