package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.rewrite.RowLoops;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Writes how the sums of a nest begin and end: before and behind the loops in which {@link StatementEmitter} adds to them. */
final class SumStatements {

    /** The local that holds where the lanes of this tile, or part, start. */
    static final String LANES_START = "lanesStart";

    private final Program program;
    private final Nest nest;
    private final List<Statement.Accumulate> sums;
    private final RowNumbers rowNumbers;
    private final CodeBlock.Builder code;

    /**
     * @param sums those of the sums of the nest that it writes
     * @param rowNumbers the numbers that have locals
     * @param code receives the statements
     */
    SumStatements(
            Program program,
            Nest nest,
            List<Statement.Accumulate> sums,
            RowNumbers rowNumbers,
            CodeBlock.Builder code) {
        this.program = program;
        this.nest = nest;
        this.sums = List.copyOf(sums);
        this.rowNumbers = rowNumbers;
        this.code = code;
    }

    /** Declares the sums. */
    void start(Mode mode) {
        forEachSum(mode, (sum, copy) -> declare(sum, mode, copy, mode.target().zero()));
    }

    private void declare(Statement.Accumulate sum, Mode mode, int copy, CodeBlock value) {
        code.addStatement("$T $L = $L", mode.target().laneType(), mode.sum(sum.target(), copy), value);
    }

    /** Reads the sums of a tile from where they are kept. */
    void load(Mode mode) {
        forEachSum(mode, (sum, copy) -> {
            Buffer parts = program.buffer(sum.target());
            String index = Indexing.of(parts, Dim::index) + mode.offset(copy);
            CodeBlock value = mode.target().load(LaneTarget.Elements.of(parts, index), code);
            declare(sum, mode, copy, value);
        });
    }

    /** Stores the sums of a tile. */
    void store(Mode mode) {
        forEachSum(mode, (sum, copy) -> {
            Buffer parts = program.buffer(sum.target());
            String index = Indexing.of(parts, Dim::index) + mode.offset(copy);
            CodeBlock value = CodeBlock.of("$L", mode.sum(sum.target(), copy));
            mode.target().store(LaneTarget.Elements.of(parts, index), value, code);
        });
    }

    /** What stands in front of sums along lanes. */
    void startLanes() {
        startLanes(JavaNames::first);
    }

    /** The same for lanes that stay in memory, so that each sum has its own. */
    void startOwnLanes() {
        startLanes(Dim::index);
    }

    private void startLanes(Function<Dim, String> indexOf) {
        code.addStatement("int $L = $L", LANES_START, Indexing.of(lanes(all().get(0)), indexOf));
    }

    /** Sets the lanes of neighbouring sums to zero: those of one index along all kept dimensions but the last. */
    void clearLanesAlong(Loop lastKept) {
        for (Statement.Accumulate sum : all()) {
            Buffer lanes = lanes(sum);
            code.addStatement(
                    "$T.fill($L, $L, $L, 0)",
                    Arrays.class,
                    lanes.array(),
                    Indexing.of(lanes, dim -> dim.equals(lastKept.dim()) ? Loops.from(lastKept) : dim.index()),
                    Indexing.of(lanes, dim -> dim.equals(lastKept.dim()) ? Loops.to(lastKept) : dim.index()));
        }
    }

    /** Sets all lanes to zero. */
    void clearLanes() {
        for (Statement.Accumulate sum : all()) {
            String lanes = lanes(sum).array();
            code.addStatement("$1T.fill($2L, $3L, $3L + SUM_LANES, 0)", Arrays.class, lanes, LANES_START);
        }
    }

    /** Lets the first part of each sum become the last one, and the others move up. */
    void turn(Mode parts) {
        for (Statement.Accumulate sum : all()) {
            String first = sum.target() + "Turn";
            code.addStatement("$T $L = $L", parts.target().laneType(), first, parts.sum(sum.target(), 0));
            for (int part = 1; part < parts.copies(); part++) {
                code.addStatement("$L = $L", parts.sum(sum.target(), part - 1), parts.sum(sum.target(), part));
            }
            code.addStatement("$L = $L", parts.sum(sum.target(), parts.copies() - 1), first);
        }
    }

    /** Adds the sums of a run to those of the runs before it. */
    void addRun(Mode mode) {
        forEachSum(
                mode,
                (sum, copy) ->
                        code.addStatement(mode.target().add(mode.sum(sum.target(), copy), sumOfRun(sum, mode, copy))));
    }

    /** Declares the sums to be those of the one run there is. */
    void ofOnlyRun(Mode mode) {
        forEachSum(mode, (sum, copy) -> declare(sum, mode, copy, sumOfRun(sum, mode, copy)));
    }

    /** Takes up the sums of the runs so far, a lane for each. */
    void loadLanes(Mode mode) {
        forEachSum(mode, (sum, copy) -> {
            String index = LANES_START + " + lane" + mode.offset(copy);
            CodeBlock value = mode.target().load(LaneTarget.Elements.of(lanes(sum), index), code);
            declare(sum, mode, copy, value);
        });
    }

    /** Stores the sums of all runs, a lane for each. */
    void storeLanes(Mode mode) {
        forEachSum(mode, (sum, copy) -> {
            CodeBlock value = CodeBlock.of("$L", mode.sum(sum.target(), copy));
            String index = LANES_START + " + lane" + mode.offset(copy);
            mode.target().store(LaneTarget.Elements.of(lanes(sum), index), value, code);
        });
    }

    /** Adds the rest of one run. */
    void addRest(Mode mode, Mode ofRest, LaneRest rest) {
        takeRest(mode, ofRest, rest::added);
    }

    /** Declares the sums that the rest of each run is added to. */
    void startRests(Mode mode, Mode ofRest, LaneRest rest) {
        forEachSum(ofRest, (sum, copy) -> declare(sum, ofRest, copy, rest.toEnd(mode.sum(sum.target(), copy))));
    }

    /** Takes over the sums that the rest of each run was added to. */
    void addRests(Mode mode, Mode ofRest, LaneRest rest) {
        takeRest(mode, ofRest, rest::withRest);
    }

    private void takeRest(Mode mode, Mode ofRest, BiFunction<String, String, CodeBlock> taken) {
        forEachSum(mode, (sum, copy) -> {
            String total = mode.sum(sum.target(), copy);
            code.addStatement("$L = $L", total, taken.apply(total, ofRest.sum(sum.target(), copy)));
        });
    }

    /** Adds the lanes of sums that a register holds. */
    void foldRegister(Mode mode) {
        forEachSum(
                mode, (sum, copy) -> storeFolded(sum, mode.target().foldInPlace(mode.sum(sum.target(), copy), code)));
    }

    private void storeFolded(Statement.Accumulate sum, CodeBlock folded) {
        Buffer parts = program.buffer(sum.target());
        CodeBlock total = rowNumbers.keep(parts, folded, code);
        code.addStatement("$L[$L] = $L", parts.array(), Indexing.of(parts, Dim::index), total);
    }

    private Buffer lanes(Statement.Accumulate sum) {
        return program.buffer(Buffer.lanesOf(sum.target()));
    }

    /** The sum over the parts of a run. */
    private static CodeBlock sumOfRun(Statement.Accumulate sum, Mode mode, int copy) {
        Expr total = null;
        for (int part = 0; part < LaneTarget.SUM_PARTS; part++) {
            int number = part * mode.copies() + copy;
            Expr ofPart = new Expr.Ref(sum.target() + LaneTarget.OF_RUN + number);
            total = total == null ? ofPart : total.plus(ofPart);
        }
        return mode.target().write(total, leaf -> CodeBlock.of("$L", ((Expr.Ref) leaf).name()));
    }

    private void forEachSum(Mode mode, BiConsumer<Statement.Accumulate, Integer> action) {
        for (Statement.Accumulate sum : all()) {
            for (int copy = 0; copy < mode.sumCopies(); copy++) {
                action.accept(sum, copy);
            }
        }
    }

    /** Adds the lanes that stand in memory. */
    void foldLanes(LaneTarget target) {
        for (Statement.Accumulate sum : all()) {
            storeFolded(sum, target.fold(lanes(sum).array(), LANES_START));
        }
    }

    /** Lets each row of those that are joined have what the first one has in partial arrays that the nest reads. */
    void repeatParts() {
        RowLoops.buffers(nest, program)
                .filter(buffer -> buffer.isPartial() && !nest.results().contains(buffer.name()))
                .forEach(buffer -> code.addStatement(
                        "$T.repeat($L, $L, $L, $L)",
                        JavaTypes.WORKSPACE,
                        buffer.array(),
                        Indexing.ofStart(buffer, Dim::index),
                        ContextModel.product(buffer.dims()),
                        ContextModel.product(buffer)));
    }

    /** Adds the partial sums of rows that were joined up into those of the first one. */
    void foldRows() {
        for (Statement.Accumulate sum : all()) {
            Buffer parts = program.buffer(sum.target());
            code.addStatement(
                    "$T.fold($L, $L, $L, $L)",
                    JavaTypes.SUM_LANES,
                    parts.array(),
                    Indexing.ofStart(parts, Dim::index),
                    JavaNames.joinedRows(),
                    ContextModel.product(parts.dims()));
        }
    }

    /** The sums, in the order of their statements. */
    List<Statement.Accumulate> all() {
        return sums;
    }
}
