package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.cost.CostModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does all that a part has to do for one of its rows before the next row, so that the second pass over a row finds it in the
 * first-level cache. What a row has come to is known when its only tile is done: sums of tiles are sums of rows then. The order
 * of no sum changes.
 *
 * <p>Rows have a known number of elements: not few, and no more than that the cache holds two rows with all that they meet
 * (docs/schedules.md, table 15). Nothing is done that takes longer than memory does, such as elementary functions, whose steps are
 * also more than one method should have.
 */
public final class RowByRow implements Rewrite {

    /** With shorter rows, it takes longer to wait for what a row has come to before its second pass than is gained. */
    private static final int FEWEST_ELEMENTS = 256;

    private final CostModel costs;

    /**
     * @param costs knows the caches
     */
    public RowByRow(CostModel costs) {
        this.costs = costs;
    }

    @Override
    public String title() {
        return "row by row";
    }

    @Override
    public Program apply(Program program) {
        return program.steps().stream()
                .filter(Step.ForParts.class::isInstance)
                .findFirst()
                .flatMap(parts -> Rows.of(program, (Step.ForParts) parts))
                .filter(rows -> rows.paysWith(costs))
                .map(Rows::applied)
                .orElse(program);
    }

    /** The steps of parts that can be done row by row. */
    private static final class Rows {

        private final Program program;
        private final Step.ForParts parts;
        private final List<Loop> loops;
        private final List<Step> steps;

        private Rows(Program program, Step.ForParts parts, List<Loop> loops, List<Step> steps) {
            this.program = program;
            this.parts = parts;
            this.loops = loops;
            this.steps = steps;
        }

        static Optional<Rows> of(Program program, Step.ForParts parts) {
            List<Step> steps = parts.steps().stream().flatMap(Rows::withoutTile).toList();
            Optional<Nest> sums = nests(steps).filter(Nest::isReduction).findFirst();
            if (sums.isEmpty() || program.layout().innermost().isKept()) {
                return Optional.empty();
            }
            List<Loop> loops = sums.get().loops().stream()
                    .takeWhile(loop -> loop.dim().isKept())
                    .toList();
            List<Dim> kept = program.layout().kept();
            boolean isPossible = steps.stream().allMatch(step -> isOfRows(step, loops, program))
                    && loops.stream().map(Loop::dim).toList().equals(kept)
                    && program.layout().dims().subList(0, kept.size()).equals(kept)
                    && program.layout().reduced().stream()
                            .allMatch(dim -> dim.size().isStatic())
                    && reductions(program.steps()) == reductions(steps);
            return isPossible ? Optional.of(new Rows(program, parts, loops, steps)) : Optional.empty();
        }

        /** What is done in an only tile is done for the row. */
        private static Stream<Step> withoutTile(Step step) {
            return step instanceof Step.ForTiles tiles && tiles.tiling().isSingle()
                    ? tiles.steps().stream()
                    : Stream.of(step);
        }

        /** How many nests sum: if there are others outside of the parts, their partial sums and lanes must stay. */
        private static long reductions(List<Step> steps) {
            return nests(steps).filter(Nest::isReduction).count();
        }

        private static Stream<Nest> nests(List<Step> steps) {
            return steps.stream().flatMap(step -> step.nests().stream());
        }

        private static boolean isOfRows(Step step, List<Loop> rows, Program program) {
            if (step instanceof Step.Run run) {
                return startsWith(run.nest(), rows)
                        && (run.nest().loops().size() == rows.size()
                                || run.nest().functions().isEmpty())
                        && (!run.nest().isReduction() || run.nest().hasLaneSums())
                        && program.sumsInMemory(run.nest()).isEmpty();
            }
            if (step instanceof Step.MergeMoments merge) {
                return merge.weights().isEmpty()
                        && merge.moments().count().isEmpty()
                        && merge.members().isEmpty()
                        && !merge.moments().isSynchronized()
                        && isOfRows(program.buffer(merge.deviations()), rows);
            }
            if (step instanceof Step.RefinePivots refine) {
                return refine.weights().isEmpty()
                        && refine.steps().stream().allMatch(inner -> isOfRows(inner, rows, program));
            }
            return step instanceof Step.MergeSum merge && isOfRows(program.buffer(merge.partial()), rows);
        }

        private static boolean isOfRows(Buffer parts, List<Loop> rows) {
            return parts.dims().equals(rows.stream().map(Loop::dim).toList());
        }

        private static boolean startsWith(Nest nest, List<Loop> rows) {
            return nest.loops().size() >= rows.size()
                    && nest.loops().subList(0, rows.size()).stream()
                            .map(Rows::inOrder)
                            .toList()
                            .equals(rows);
        }

        /** Neighbours were taken at once for what they share, or lanes for the numbers of several rows. */
        private static Loop inOrder(Loop loop) {
            return loop.kind() == Loop.Kind.GROUPS || loop.kind() == Loop.Kind.LANES
                    ? loop.as(Loop.Kind.SEQUENTIAL)
                    : loop;
        }

        /** Whether a tensor is read again, while the first-level cache holds two rows of each, and what all rows meet. */
        boolean paysWith(CostModel costs) {
            long elements = program.layout().reduced().stream()
                    .mapToLong(dim -> dim.size().constant())
                    .reduce(1, Math::multiplyExact);
            long bytes = passes().flatMap(this::alongRow)
                    .distinct()
                    .mapToLong(buffer -> (long) costs.elements().of(buffer) * (isTensor(buffer) ? 2 : 1))
                    .sum();
            return isReadAgain()
                    && elements >= FEWEST_ELEMENTS
                    && elements * bytes <= costs.machine().smallest().bytes();
        }

        private boolean isReadAgain() {
            Set<Buffer> read = new LinkedHashSet<>();
            return passes().flatMap(nest -> alongRow(nest)
                            .filter(buffer -> isTensor(buffer) && nest.reads().contains(buffer.name())))
                    .anyMatch(buffer -> !read.add(buffer));
        }

        private static boolean isTensor(Buffer buffer) {
            return buffer.kind() == Buffer.Kind.TENSOR;
        }

        /** What goes over all elements of a row, once for each row. */
        private Stream<Nest> passes() {
            return steps.stream()
                    .filter(Step.Run.class::isInstance)
                    .flatMap(step -> step.nests().stream())
                    .filter(nest -> nest.loops().stream().noneMatch(loop -> loop.kind() == Loop.Kind.FIRST));
        }

        private Stream<Buffer> alongRow(Nest nest) {
            Dim innermost = program.layout().innermost();
            return RowLoops.buffers(nest, program)
                    .filter(buffer -> buffer.dims().contains(innermost));
        }

        Program applied() {
            Map<String, String> merged = new LinkedHashMap<>();
            steps.stream()
                    .filter(Step.MergeSum.class::isInstance)
                    .map(Step.MergeSum.class::cast)
                    .forEach(merge -> merged.put(merge.partial(), merge.sum()));
            Step.ForRows rows = new Step.ForRows(loops, inRow(steps, merged));
            List<Step> inProgram = program.steps().stream()
                    .map(step -> step == parts ? new Step.ForParts(parts.dims(), List.of(rows)) : step)
                    .toList();
            return program.withSteps(inProgram).withBuffers(buffers(rows, merged.keySet()));
        }

        private List<Step> inRow(List<Step> inPart, Map<String, String> merged) {
            return inPart.stream()
                    .filter(step -> !(step instanceof Step.MergeSum))
                    .map(step -> step instanceof Step.Run run
                            ? new Step.Run(inRow(run.nest(), merged))
                            : step.withInner(inRow(step.inner(), merged)))
                    .toList();
        }

        /** Sums of the only tile are those of the row. */
        private Nest inRow(Nest nest, Map<String, String> merged) {
            List<Statement> body = nest.body().stream()
                    .map(statement -> statement instanceof Statement.Accumulate sum
                            ? new Statement.Accumulate(merged.getOrDefault(sum.target(), sum.target()), sum.value())
                            : statement)
                    .toList();
            return nest.withLoops(
                            nest.loops().subList(loops.size(), nest.loops().size()))
                    .withBody(body);
        }

        /** Partial arrays that are left have a number for each row; those of sums that are merged are gone. */
        private List<Buffer> buffers(Step.ForRows rows, Set<String> merged) {
            Set<Buffer> buffers = new LinkedHashSet<>();
            program.buffers().stream()
                    .filter(buffer -> !merged.contains(buffer.name()) && !buffer.isLanes())
                    .map(buffer -> buffer.kind() == Buffer.Kind.PARTIAL
                            ? new Buffer(buffer.name(), Buffer.Kind.VALUE, buffer.dims())
                            : buffer)
                    .forEach(buffers::add);
            rows.nests().stream()
                    .flatMap(nest -> nest.sums().stream())
                    .forEach(sum -> buffers.add(lanes(sum.target())));
            return List.copyOf(buffers);
        }

        private Buffer lanes(String sum) {
            return new Buffer(Buffer.lanesOf(sum), Buffer.Kind.ROW_LANES, parts.dims());
        }
    }
}
