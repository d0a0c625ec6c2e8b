package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Names;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.rewrite.RowLoops;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Writes the statements of a nest in the form that a {@link Mode} asks for. */
final class StatementEmitter {

    /** Three for each of eight vectors leave eight of 32 registers. */
    private static final int MOST_VALUES = 3;

    /** A difference and a product are two: with those of an activation's gradient, vectors became objects. */
    private static final int FEW_OPERATIONS = 4;

    private final Program program;
    private final Nest nest;
    private final Names names;
    private final ElementType type;
    private final boolean spreads;
    private final boolean hasLead;
    private final Optional<Dim> lanes;
    private final int laneDepth;
    private final ScalarTarget scalar;
    private final Numbers numbers;
    private final List<Statement.Accumulate> sumsInMemory;
    private final RowNumbers rowNumbers;
    private final SumStatements sums;
    private final CodeBlock.Builder code;

    /**
     * @param spreads whether numbers are needed in all lanes of vectors
     * @param hasLead whether rows are taken to begin {@link RowPairsEmitter#LEAD} elements behind their start
     * @param rowNumbers the numbers that have locals
     * @param code receives the statements
     */
    StatementEmitter(
            Program program,
            Nest nest,
            Names names,
            ElementType type,
            boolean spreads,
            boolean hasLead,
            RowNumbers rowNumbers,
            CodeBlock.Builder code) {
        this.hasLead = hasLead;
        this.program = program;
        this.nest = nest;
        this.names = names;
        this.type = type;
        this.spreads = spreads;
        this.lanes = nest.laneLoop().map(Loop::dim);
        this.laneDepth =
                nest.laneLoop().map(loop -> nest.loops().indexOf(loop) + 1).orElse(Integer.MAX_VALUE);
        this.scalar = new ScalarTarget(type);
        this.numbers = new Numbers(type, program.layout());
        this.sumsInMemory = nest.hasLaneSums() ? program.sumsInMemory(nest) : List.of();
        this.rowNumbers = rowNumbers;
        this.sums = new SumStatements(
                program,
                nest,
                nest.sums().stream().filter(sum -> !sumsInMemory.contains(sum)).toList(),
                rowNumbers,
                code);
        this.code = code;
    }

    /** What stands before and behind the loops of sums. */
    SumStatements sums() {
        return sums;
    }

    /** Writes all copies of the statements that stand in a number of loops. */
    void at(int depth, Mode mode) {
        if (mode.behind().isEmpty()) {
            rowStarts(depth);
        }
        if (mode.target().spreadsNumbers() && mode.behind().isEmpty() && !nest.hasLaneSums()) {
            Set<Expr> found = numbersInLanes(at -> at == depth);
            found.removeAll(numbersInLanes(at -> at < depth));
            spread(found);
        }
        Set<String> locals = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (names.depth(statement) == depth) {
                write(statement, mode, locals);
            }
            addLocal(statement, locals);
        }
    }

    /** Writes one copy of the statements that stand in all loops. */
    void copy(Mode mode, int copy) {
        Set<String> locals = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (names.depth(statement) == nest.loops().size()) {
                write(statement, mode, copy, locals);
            }
            addLocal(statement, locals);
        }
    }

    /** Writes the statements that stand in all loops for one element, which is added to the partial sum of a lane. */
    void forLane(String lane) {
        addTo(sum -> program.buffer(Buffer.lanesOf(sum)), SumStatements.LANES_START + " + " + lane);
    }

    /** Writes the statements that stand in all loops for one element, which is added to its partial sum. */
    void forElement() {
        addTo(program::buffer, Indexing.of(program.buffer(sums.all().get(0).target()), Dim::index));
    }

    private void addTo(Function<String, Buffer> partsOf, String part) {
        rowStarts(nest.loops().size());
        Mode mode = Mode.single(scalar);
        Set<String> locals = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (statement instanceof Statement.Accumulate sum && !sumsInMemory.contains(sum)) {
                CodeBlock value = value(sum.value(), mode, 0, locals);
                code.addStatement("$L[$L] += $L", partsOf.apply(sum.target()).array(), part, value);
            } else if (names.depth(statement) == nest.loops().size()) {
                write(statement, mode, 0, locals);
            }
            addLocal(statement, locals);
        }
    }

    /**
     * From how many arrays of the caller the nest reads rows of lanes that lie side by side along a dimension; empty if there
     * is none, or if it reads anything else along it, such as numbers that are the same in all lanes.
     */
    OptionalInt tensorsAlong(Dim dim) {
        List<Buffer> along =
                buffersRead().filter(buffer -> buffer.dims().contains(dim)).toList();
        boolean hasRowsOnly = !along.isEmpty()
                && along.stream()
                        .allMatch(buffer -> hasRowStart(buffer)
                                && buffer.dims().indexOf(dim) == buffer.dims().size() - 2);
        return hasRowsOnly ? OptionalInt.of(along.size()) : OptionalInt.empty();
    }

    /**
     * Whether the sums of eight vectors, and what belongs to their channels, fit into 32 registers, and many copies of the
     * statements into a method whose vectors the JIT compiler still keeps out of memory.
     */
    boolean isShort() {
        long ofChannels = nest.body().stream()
                .filter(Statement.Define.class::isInstance)
                .filter(statement -> names.depth(statement) == laneDepth && varies(statement))
                .count();
        boolean storesAny = nest.body().stream().anyMatch(Statement.Store.class::isInstance);
        return sums.all().size() + ofChannels <= MOST_VALUES && operations() <= FEW_OPERATIONS && !storesAny;
    }

    private int operations() {
        int[] operations = {0};
        for (Statement statement : nest.body()) {
            Exprs.forEach(
                    statement.value(),
                    part -> operations[0] += Math.min(1, Exprs.operands(part).size()));
        }
        return operations[0];
    }

    /** The caller's arrays that the nest reads row by row. */
    List<Buffer> tensorsRead() {
        return buffersRead().filter(this::hasRowStart).toList();
    }

    private Stream<Buffer> buffersRead() {
        Set<String> names = nest.reads();
        return program.buffers().stream().filter(buffer -> names.contains(buffer.name()));
    }

    /** The first of the caller's arrays that is written. */
    Buffer firstStoredTensor() {
        return storedTensors().findFirst().orElseThrow();
    }

    /** Whether some of the caller's arrays are written. */
    boolean storesTensors() {
        return storedTensors().findAny().isPresent();
    }

    private Stream<Buffer> storedTensors() {
        return nest.body().stream()
                .filter(Statement.Store.class::isInstance)
                .map(statement -> program.buffer(((Statement.Store) statement).target()))
                .filter(buffer -> buffer.kind() == Buffer.Kind.TENSOR);
    }

    private static void addLocal(Statement statement, Set<String> locals) {
        if (statement instanceof Statement.Define define) {
            locals.add(define.name());
        }
    }

    private void write(Statement statement, Mode mode, Set<String> locals) {
        if (!varies(statement)) {
            writeNumbers(statement, mode, locals);
            return;
        }
        int copies = isCopied(statement, mode) ? mode.copies() : 1;
        for (int copy = 0; copy < copies; copy++) {
            write(statement, mode, copy, locals);
        }
    }

    /** What is the same in all lanes: one number, or one for each index that the copies lie along. */
    private void writeNumbers(Statement statement, Mode mode, Set<String> locals) {
        boolean isAcross = mode.across().isPresent();
        Mode numbersOf = isAcross ? mode.on(scalar) : Mode.single(scalar);
        int copies = isAcross && isCopied(statement, mode) ? mode.copies() : 1;
        for (int copy = 0; copy < copies; copy++) {
            write(statement, numbersOf, copy, locals);
            spread(statement, mode, copy);
        }
    }

    /** A value that the copies have in common is computed once. */
    private boolean isCopied(Statement statement, Mode mode) {
        return !(statement instanceof Statement.Define define) || isCopied(names.dims(define.name()), mode);
    }

    private boolean isCopied(List<Dim> dims, Mode mode) {
        return mode.across().map(dims::contains).orElse(isVarying(dims));
    }

    private String suffix(List<Dim> dims, Mode mode, int copy) {
        return isCopied(dims, mode) ? mode.suffix(dims, copy) : "";
    }

    private LaneTarget.Elements elements(Buffer buffer, Mode mode, int copy) {
        String offset = isCopied(buffer.dims(), mode) ? mode.offset(buffer.dims(), copy) : "";
        return new LaneTarget.Elements(buffer, index(buffer) + offset, suffix(buffer.dims(), mode, copy));
    }

    private void write(Statement statement, Mode mode, int copy, Set<String> locals) {
        LaneTarget target = mode.target();
        if (statement instanceof Statement.Define define) {
            CodeBlock value = value(define.value(), mode, copy, locals);
            String suffix = suffix(names.dims(define.name()), mode, copy);
            code.addStatement("$T $L$L = $L", target.laneType(), define.name(), suffix, value);
        } else if (statement instanceof Statement.Accumulate sum && sumsInMemory.contains(sum)) {
            Expr total = Expr.ref(sum.target()).plus(sum.value());
            write(new Statement.Store(sum.target(), total), mode, copy, locals);
        } else if (statement instanceof Statement.Accumulate sum) {
            code.addStatement(target.add(mode.sum(sum.target(), copy), value(sum.value(), mode, copy, locals)));
        } else if (statement instanceof Statement.Store store) {
            Buffer buffer = program.buffer(store.target());
            CodeBlock value = rowNumbers.keep(buffer, value(store.value(), mode, copy, locals), code);
            target.store(elements(buffer, mode, copy), value, code);
        }
    }

    private CodeBlock value(Expr value, Mode mode, int copy, Set<String> locals) {
        return mode.target().write(value, leaf -> leaf(leaf, mode, copy, locals));
    }

    private CodeBlock leaf(Expr leaf, Mode mode, int copy, Set<String> locals) {
        if (!(leaf instanceof Expr.Ref ref)) {
            return mode.target().spreadsNumbers() ? CodeBlock.of("$L", numbers.lanes(leaf)) : numbers.scalar(leaf);
        }
        if (locals.contains(ref.name())) {
            return local(ref.name(), mode, copy);
        }
        Buffer buffer = program.buffer(ref.name());
        if (rowNumbers.has(buffer)) {
            return mode.target().spread(CodeBlock.of(RowNumbers.local(buffer)));
        }
        return isVarying(buffer.dims())
                ? mode.target().load(elements(buffer, mode, copy), code)
                : mode.target().spread(scalar.load(buffer, index(buffer) + neighbour(buffer, mode, copy)));
    }

    /** How far a copy's element of a value that is the same in all lanes is from that of the first copy. */
    private static String neighbour(Buffer buffer, Mode mode, int copy) {
        boolean isInnermost = mode.across()
                .filter(dim -> dim.equals(buffer.dims().get(buffer.dims().size() - 1)))
                .isPresent();
        return isInnermost && copy > 0 ? " + " + copy : "";
    }

    private CodeBlock local(String name, Mode mode, int copy) {
        if (isVarying(names.dims(name))) {
            return CodeBlock.of("$L$L", name, suffix(names.dims(name), mode, copy));
        }
        String number = name + acrossSuffix(name, mode, copy);
        return CodeBlock.of("$L", mode.target().spreadsNumbers() ? JavaNames.lanes(number) : number);
    }

    private String acrossSuffix(String name, Mode mode, int copy) {
        return mode.across().isPresent() ? suffix(names.dims(name), mode, copy) : "";
    }

    private boolean varies(Statement statement) {
        if (statement instanceof Statement.Define define) {
            return isVarying(names.dims(define.name()));
        }
        return names.depth(statement) >= laneDepth;
    }

    private boolean isVarying(List<Dim> dims) {
        return lanes.filter(dims::contains).isPresent();
    }

    private String index(Buffer buffer) {
        if (hasRowStart(buffer)) {
            Dim innermost = lanes.orElseThrow();
            return JavaNames.start(buffer.name()) + " + " + innermost.index();
        }
        String index = Indexing.of(buffer, Dim::index);
        return hasLead && buffer.kind() == Buffer.Kind.WRAPPED ? RowPairsEmitter.LEAD + " + " + index : index;
    }

    /** Whether the start of the current row of a tensor gets a local, because elements of the row lie side by side. */
    private boolean hasRowStart(Buffer buffer) {
        return buffer.isCallers()
                && buffer.dims().size() > 1
                && lanes.equals(Optional.of(buffer.dims().get(buffer.dims().size() - 1)));
    }

    private void rowStarts(int depth) {
        List<Buffer> used = RowLoops.buffers(nest, program).toList();
        for (Buffer buffer : program.buffers()) {
            if (hasRowStart(buffer) && used.contains(buffer) && rowDepth(buffer) == depth) {
                code.addStatement(
                        "int $L = $L$L",
                        JavaNames.start(buffer.name()),
                        Indexing.ofStart(buffer, Dim::index),
                        hasLead ? " + " + RowPairsEmitter.LEAD : "");
            }
        }
    }

    private int rowDepth(Buffer buffer) {
        return names.depth(buffer.dims().subList(0, buffer.dims().size() - 1));
    }

    /**
     * The vectors of all numbers. They stand in the loop over lanes, or inside it where only loops inside use them: where one
     * lives across several of these loops, C2 of JDK 17 compiles some processes so that each call allocates it.
     */
    void spreadNumbers() {
        spread(numbersInLanes(depth -> true));
    }

    private void spread(Set<Expr> found) {
        LaneTarget vectors = new VectorTarget(type);
        found.forEach(number -> code.addStatement(
                "$T $L = $L", vectors.laneType(), numbers.lanes(number), numbers.vector(number, vectors)));
    }

    /** The numbers in statements that are written in lanes and stand at some depths. */
    private Set<Expr> numbersInLanes(IntPredicate depths) {
        Set<Expr> found = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (varies(statement) && depths.test(names.depth(statement))) {
                Exprs.forEach(statement.value(), part -> {
                    if (Numbers.isNumber(part)) {
                        found.add(part);
                    }
                });
            }
        }
        return found;
    }

    private void spread(Statement statement, Mode mode, int copy) {
        if (!spreads || !(statement instanceof Statement.Define define) || !isUsedInLanes(define.name())) {
            return;
        }
        boolean isInLanes = names.depth(statement) >= laneDepth;
        if (isInLanes && !mode.target().spreadsNumbers()) {
            return;
        }
        String name = define.name() + acrossSuffix(define.name(), mode, copy);
        CodeBlock number = CodeBlock.of("$L", name);
        code.addStatement("$T $L = $L", type.vector(), JavaNames.lanes(name), new VectorTarget(type).spread(number));
    }

    private boolean isUsedInLanes(String name) {
        return nest.body().stream()
                .anyMatch(statement -> varies(statement) && statement.reads().contains(name));
    }
}
