package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.rewrite.HoistInvariants;
import io.github.normwright.processor.plan.rewrite.RowLoops;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes the sums of both programs that share rows in one pass, one row after the other: those over the rows of a tile, which
 * stay in memory, and those along each row, in lanes. Each row is then loaded once for both. No sum changes its order.
 *
 * <p>Rows are whole vectors, so that no element is taken twice, in one tile, whose sums are then those of the row, and so
 * short that everything their elements meet stays in the first-level cache from one row to the next (docs/schedules.md,
 * table 13).
 */
public final class SumsInOnePass {

    private static final String TITLE = "sums in one pass";

    private final SharedRows rows;
    private final Step.ForParts parts;
    private final Step.ForTiles alongRows;
    private final List<Statement> overStatements;
    private final List<Statement> alongStatements;

    private SumsInOnePass(SharedRows rows, Step.ForParts parts, Step.ForTiles alongRows) {
        this.rows = rows;
        this.parts = parts;
        this.alongRows = alongRows;
        this.overStatements = withoutLoads(over(), rows.sums());
        this.alongStatements = withoutLoads(along(), rows.perRow());
    }

    /**
     * The programs with all sums in the first one, if that can be done and pays.
     *
     * @param rows programs that share rows
     * @param costs knows the caches
     */
    static Optional<SharedRows> of(SharedRows rows, CostModel costs) {
        return candidate(rows)
                .filter(SumsInOnePass::runsAlongTheSame)
                .filter(SumsInOnePass::definesAlike)
                .map(SumsInOnePass::joined)
                .filter(joined -> fitsFirstCache(joined, costs));
    }

    /**
     * A nest with both kinds of sums, as two that follow one another. In plain Java, the JIT compiler makes vectors of sums in
     * memory only where they stand alone.
     *
     * @param alongRows the sums along rows
     * @param overRows the sums in memory, for several rows at once, with whatever is stored and may lie over what was read
     */
    public record Apart(Nest alongRows, Nest overRows) {

        /** The two nests; empty if a nest does not have both kinds of sums. */
        public static Optional<Apart> of(Program program, Nest nest) {
            List<Statement.Accumulate> inMemory = program.sumsInMemory(nest);
            if (!nest.hasLaneSums() || inMemory.isEmpty()) {
                return Optional.empty();
            }
            List<Loop> groups = List.of(
                    nest.loops().get(0).as(Loop.Kind.GROUPS),
                    nest.loops().get(1).as(Loop.Kind.LANES));
            List<Statement> alongRows = new ArrayList<>(nest.body());
            alongRows.removeIf(statement -> statement instanceof Statement.Store || inMemory.contains(statement));
            List<Statement> overRows = new ArrayList<>(nest.body());
            overRows.removeIf(statement -> statement instanceof Statement.Accumulate && !inMemory.contains(statement));
            return Optional.of(new Apart(
                    nest.withBody(alongRows).withoutUnused(),
                    nest.withLoops(groups).withBody(overRows).withoutUnused()));
        }
    }

    private static Optional<SumsInOnePass> candidate(SharedRows rows) {
        List<Nest> overRows = rows.sums().nests();
        Step.ForParts parts = (Step.ForParts) rows.perRow().steps().get(0);
        boolean isInGroups = overRows.size() == 1
                && overRows.get(0).loops().get(0).isInGroups()
                && rows.perRow().layout().dims().size() == 2;
        return isInGroups
                        && parts.steps().get(0) instanceof Step.ForTiles tiles
                        && tiles.tiling().isSingle()
                        && tiles.steps().size() == 1
                        && tiles.steps().get(0) instanceof Step.Run run
                        && run.nest().hasLaneSums()
                        && run.nest().loops().size() == 2
                ? Optional.of(new SumsInOnePass(rows, parts, tiles))
                : Optional.empty();
    }

    private boolean runsAlongTheSame() {
        Layout layout = rows.perRow().layout();
        List<Dim> dims = rows.sums().layout().dims();
        return dims.size() == 2
                && dims.get(0).axes().equals(layout.dims().get(0).axes())
                && dims.get(1).axes().equals(layout.dims().get(1).axes())
                && JoinedRows.areWholeVectors(layout.innermost().size().constant());
    }

    /** Whether a local of one nest means the same in the other, if it means anything there. */
    private boolean definesAlike() {
        Map<String, Statement> defined = new LinkedHashMap<>();
        return Stream.concat(overStatements.stream(), alongStatements.stream())
                .filter(Statement.Define.class::isInstance)
                .allMatch(statement -> {
                    String name = ((Statement.Define) statement).name();
                    Statement before = defined.putIfAbsent(name, statement);
                    boolean isArray =
                            rows.sums().hasBuffer(name) || rows.perRow().hasBuffer(name);
                    return !isArray && (before == null || before.equals(statement));
                });
    }

    private Nest over() {
        return rows.sums().nests().get(0);
    }

    private Nest along() {
        return alongRows.nests().get(0);
    }

    /** What a nest does, each element loaded where it is used: what both nests load gets one name when they are one. */
    private static List<Statement> withoutLoads(Nest nest, Program program) {
        Map<String, Expr> loads = new LinkedHashMap<>();
        List<Statement> statements = new ArrayList<>();
        for (Statement statement : nest.body()) {
            if (statement instanceof Statement.Define define
                    && define.value() instanceof Expr.Ref ref
                    && program.hasBuffer(ref.name())) {
                loads.put(define.name(), ref);
            } else {
                statements.add(statement.map(value -> Exprs.map(
                        value, part -> part instanceof Expr.Ref ref ? loads.getOrDefault(ref.name(), ref) : part)));
            }
        }
        return statements;
    }

    /** Whether the first-level cache holds what the elements of a row meet, and the next row, which comes in meanwhile. */
    private static boolean fitsFirstCache(SharedRows joined, CostModel costs) {
        Program sums = joined.sums();
        Nest nest = sums.nests().get(0);
        Dim innermost = sums.layout().innermost();
        long elementBytes = RowLoops.buffers(nest, sums)
                .filter(buffer -> buffer.dims().contains(innermost))
                .mapToLong(buffer -> (long) costs.elements().of(buffer) * (isRowRead(nest, buffer) ? 2 : 1))
                .sum();
        return elementBytes * innermost.size().constant()
                <= costs.machine().smallest().bytes();
    }

    private static boolean isRowRead(Nest nest, Buffer buffer) {
        return buffer.kind() == Buffer.Kind.TENSOR && nest.reads().contains(buffer.name());
    }

    private SharedRows joined() {
        Program sums = new HoistInvariants().apply(withAllSums());
        Verifier.verify(sums, TITLE);
        Verifier.verifyLoads(sums);
        Apart.of(sums, sums.nests().get(0)).ifPresent(apart -> {
            Verifier.verify(sums.mapNests(nest -> apart.alongRows()), TITLE);
            Verifier.verify(sums.mapNests(nest -> apart.overRows()), TITLE);
        });
        Program perRow = withoutSums();
        Verifier.verify(perRow, TITLE);
        return new SharedRows(sums, perRow);
    }

    /** The first program, along the dimensions of the second. */
    private Program withAllSums() {
        List<Dim> dims = rows.perRow().layout().dims();
        Set<Statement> body = new LinkedHashSet<>(overStatements);
        alongStatements.forEach(statement -> body.add(intoValue(statement)));
        Nest nest = new Nest(
                over().name(),
                List.of(Loop.over(dims.get(0)).tiled(), Loop.over(dims.get(1)).as(Loop.Kind.LANE_SUMS)),
                List.copyOf(body));
        Tiling tiling = rows.sums().tiling().orElseThrow();
        Tiling ofRows = new Tiling(dims.get(0), List.of(), Optional.empty(), tiling.elements(), tiling.most());
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.ForTiles(ofRows, List.of(new Step.Run(nest))));
        steps.addAll(rows.sums().steps().subList(1, rows.sums().steps().size()));
        return new Program(rows.sums().name(), rows.perRow().layout(), buffers(nest), steps);
    }

    /** The sums of the only tile are those of the row. */
    private Statement intoValue(Statement statement) {
        return statement instanceof Statement.Accumulate sum
                ? new Statement.Accumulate(merged(sum.target()), sum.value())
                : statement;
    }

    private String merged(String partial) {
        return merges().filter(merge -> merge.partial().equals(partial))
                .map(Step.MergeSum::sum)
                .findFirst()
                .orElseThrow();
    }

    private Stream<Step.MergeSum> merges() {
        return parts.steps().stream().filter(Step.MergeSum.class::isInstance).map(Step.MergeSum.class::cast);
    }

    private List<Buffer> buffers(Nest nest) {
        Map<String, Buffer> buffers = new LinkedHashMap<>();
        Set<String> used = new LinkedHashSet<>(nest.reads());
        used.addAll(nest.results());
        rows.perRow().buffers().stream()
                .filter(buffer -> used.contains(buffer.name()))
                .forEach(buffer -> buffers.put(buffer.name(), buffer));
        for (Buffer buffer : rows.sums().buffers()) {
            buffers.putIfAbsent(buffer.name(), alongSameAxes(buffer));
        }
        for (Statement.Accumulate sum : along().sums()) {
            Buffer lanes = buffers.get(merged(sum.target())).lanes(List.of());
            buffers.put(lanes.name(), lanes);
        }
        return List.copyOf(buffers.values());
    }

    private Buffer alongSameAxes(Buffer buffer) {
        List<Dim> own = rows.sums().layout().dims();
        List<Dim> dims = rows.perRow().layout().dims();
        return new Buffer(
                buffer.name(),
                buffer.kind(),
                buffer.dims().stream().map(dim -> dims.get(own.indexOf(dim))).toList());
    }

    /** The second program, with the sums along its rows given. */
    private Program withoutSums() {
        Set<String> gone = new LinkedHashSet<>();
        along().sums().forEach(sum -> gone.addAll(List.of(sum.target(), Buffer.lanesOf(sum.target()))));
        List<Step> steps = parts.steps().stream()
                .filter(step -> step != alongRows)
                .filter(step -> !(step instanceof Step.MergeSum merge && gone.contains(merge.partial())))
                .toList();
        return rows.perRow()
                .withSteps(List.of(new Step.ForParts(parts.dims(), steps)))
                .withBuffers(rows.perRow().buffers().stream()
                        .filter(buffer -> !gone.contains(buffer.name()))
                        .toList());
    }
}
