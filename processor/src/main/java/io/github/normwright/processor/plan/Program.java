package io.github.normwright.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a layer does for one kind of call, as steps over arrays.
 *
 * @param name the name of the algorithm; that of a backward algorithm ends in {@code Gradient}
 * @param layout how tensors lie in memory
 * @param buffers the arrays
 * @param steps what is done, in order
 */
public record Program(String name, Layout layout, List<Buffer> buffers, List<Step> steps) {

    public Program {
        buffers = List.copyOf(buffers);
        steps = List.copyOf(steps);
    }

    /** The name of the forward algorithm that this program runs or differentiates. */
    public String call() {
        return name.endsWith("Gradient") ? name.substring(0, name.length() - "Gradient".length()) : name;
    }

    /** The array of a name. */
    public Buffer buffer(String bufferName) {
        return buffers.stream()
                .filter(buffer -> buffer.name().equals(bufferName))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no buffer " + bufferName));
    }

    /** The dimensions of its tensors as they lie in memory, and those along which arrays vary, each once. */
    public List<Dim> dims() {
        return Stream.concat(layout.dims().stream(), buffers.stream().flatMap(buffer -> buffer.dims().stream()))
                .distinct()
                .toList();
    }

    public boolean hasBuffer(String bufferName) {
        return buffers.stream().anyMatch(buffer -> buffer.name().equals(bufferName));
    }

    public Program withSteps(List<Step> newSteps) {
        return new Program(name, layout, buffers, newSteps);
    }

    public Program withBuffers(List<Buffer> newBuffers) {
        return new Program(name, layout, newBuffers, steps);
    }

    /** All nests, in the order in which they first run. */
    public List<Nest> nests() {
        return steps.stream().flatMap(step -> step.nests().stream()).toList();
    }

    /** What kernels have methods for, in the order in which it first runs. */
    public List<Step> passes() {
        return steps.stream().flatMap(step -> step.passes().stream()).toList();
    }

    /**
     * Those of the sums of a nest that stay in memory from one index to the next, rather than in registers: all of them, or
     * where others are summed along lanes, those that have an element for each index along the lanes.
     */
    public List<Statement.Accumulate> sumsInMemory(Nest nest) {
        if (nest.keepsSumsInMemory()) {
            return nest.sums();
        }
        Optional<Dim> lanes = nest.hasLaneSums() ? nest.laneLoop().map(Loop::dim) : Optional.empty();
        return nest.sums().stream()
                .filter(sum ->
                        lanes.filter(buffer(sum.target()).dims()::contains).isPresent())
                .toList();
    }

    /** How it is cut into tiles, if it is. */
    public Optional<Tiling> tiling() {
        return tiling(steps);
    }

    /** Whether its tiles have some indices of a dimension only, or may have. */
    public boolean tiles(Dim dim) {
        return tiling().filter(tiling -> tiling.cuts(dim)).isPresent();
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

    /** The program with each nest replaced. */
    public Program mapNests(UnaryOperator<Nest> replacement) {
        return flatMapRuns(nest -> List.of(new Step.Run(replacement.apply(nest))));
    }

    /** The program with each run of a nest replaced by other steps. */
    public Program flatMapRuns(Function<Nest, List<? extends Step>> replacement) {
        return withSteps(flatMapRuns(steps, replacement));
    }

    private static List<Step> flatMapRuns(List<Step> steps, Function<Nest, List<? extends Step>> replacement) {
        List<Step> result = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Run run) {
                result.addAll(replacement.apply(run.nest()));
            } else {
                result.add(step.withInner(flatMapRuns(step.inner(), replacement)));
            }
        }
        return result;
    }
}
