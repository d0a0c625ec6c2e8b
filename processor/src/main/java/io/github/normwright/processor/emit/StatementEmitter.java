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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the statements of a nest in the form that a {@link Mode} asks for. */
final class StatementEmitter {

    /** The local that holds where the partial sums of the lanes of this tile start. */
    private static final String PARTS_START = "partsStart";

    private final Program program;
    private final Nest nest;
    private final Names names;
    private final ElementType type;
    private final boolean spreads;
    private final Optional<Dim> lanes;
    private final int laneDepth;
    private final ScalarTarget scalar;
    private final Numbers numbers;
    private final CodeBlock.Builder code;

    /**
     * @param spreads whether numbers are needed in all lanes of vectors
     * @param code receives the statements
     */
    StatementEmitter(
            Program program, Nest nest, Names names, ElementType type, boolean spreads, CodeBlock.Builder code) {
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
        this.code = code;
    }

    /** Writes the statements that stand in a number of loops, in all registers. */
    void at(int depth, Mode mode) {
        rowStarts(depth);
        if (depth == 0 && spreads) {
            spreadNumbers();
        }
        Set<String> locals = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (names.depth(statement) == depth) {
                write(statement, mode, locals);
            }
            addLocal(statement, locals);
        }
    }

    /** Writes the statements that stand in all loops, in one register. */
    void inRegister(Mode mode, int register) {
        Set<String> locals = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (names.depth(statement) == nest.loops().size()) {
                write(statement, mode, register, locals);
            }
            addLocal(statement, locals);
        }
    }

    /** Writes the statements that stand in all loops for one element, which is added to the partial sum of a lane. */
    void forLane(String lane) {
        Mode mode = Mode.single(scalar);
        Set<String> locals = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (statement instanceof Statement.Accumulate sum) {
                CodeBlock value = value(sum.value(), mode, 0, locals);
                String parts = program.buffer(sum.target()).array();
                code.addStatement("$L[$L + $L] += $L", parts, PARTS_START, lane, value);
            } else if (names.depth(statement) == nest.loops().size()) {
                write(statement, mode, 0, locals);
            }
            addLocal(statement, locals);
        }
    }

    /** Declares the sums. */
    void startSums(Mode mode) {
        for (Statement.Accumulate sum : sums()) {
            for (int register = 0; register < mode.registers(); register++) {
                code.addStatement(
                        "$T $L$L = $L",
                        mode.target().laneType(),
                        sum.target(),
                        mode.suffix(register),
                        mode.target().zero());
            }
        }
    }

    /** Stores the sums of a tile. */
    void storeSums(Mode mode) {
        for (Statement.Accumulate sum : sums()) {
            Buffer parts = program.buffer(sum.target());
            for (int register = 0; register < mode.registers(); register++) {
                CodeBlock value = CodeBlock.of("$L$L", sum.target(), mode.suffix(register));
                String index = Indexing.of(parts, Dim::index) + mode.offset(register);
                code.addStatement(mode.target().store(parts.array(), index, value));
            }
        }
    }

    /** What stands in front of the sweeps of sums along lanes. */
    void startLaneSums(LaneTarget target) {
        Buffer first = program.buffer(sums().get(0).target());
        code.addStatement("int $L = $L", PARTS_START, Indexing.of(first, Dim::index));
        for (Statement.Accumulate sum : sums()) {
            CodeBlock statement =
                    target.beforeSweeps(program.buffer(sum.target()).array(), PARTS_START);
            if (!statement.isEmpty()) {
                code.addStatement(statement);
            }
        }
    }

    /** What stands at the end of each sweep. */
    void endSweep(Mode mode) {
        for (Statement.Accumulate sum : sums()) {
            List<String> registers = new ArrayList<>();
            for (int register = 0; register < mode.registers(); register++) {
                registers.add(sum.target() + mode.suffix(register));
            }
            mode.target()
                    .endSweep(registers, program.buffer(sum.target()).array(), PARTS_START)
                    .forEach(code::addStatement);
        }
    }

    private List<Statement.Accumulate> sums() {
        return nest.body().stream()
                .filter(Statement.Accumulate.class::isInstance)
                .map(Statement.Accumulate.class::cast)
                .toList();
    }

    private static void addLocal(Statement statement, Set<String> locals) {
        if (statement instanceof Statement.Define define) {
            locals.add(define.name());
        } else if (statement instanceof Statement.First first) {
            locals.add(first.name());
        }
    }

    private void write(Statement statement, Mode mode, Set<String> locals) {
        if (!varies(statement)) {
            write(statement, Mode.single(scalar), 0, locals);
            spread(statement);
            return;
        }
        for (int register = 0; register < mode.registers(); register++) {
            write(statement, mode, register, locals);
        }
    }

    private void write(Statement statement, Mode mode, int register, Set<String> locals) {
        LaneTarget target = mode.target();
        String suffix = mode.suffix(register);
        if (statement instanceof Statement.Define define) {
            CodeBlock value = value(define.value(), mode, register, locals);
            code.addStatement("$T $L$L = $L", target.laneType(), define.name(), suffix, value);
        } else if (statement instanceof Statement.First first) {
            CodeBlock value = target.write(first.value(), leaf -> firstLeaf(leaf, mode, register, locals));
            code.addStatement("$T $L$L = $L", target.laneType(), first.name(), suffix, value);
        } else if (statement instanceof Statement.Accumulate sum) {
            code.addStatement(target.add(sum.target() + suffix, value(sum.value(), mode, register, locals)));
        } else if (statement instanceof Statement.Store store) {
            Buffer buffer = program.buffer(store.target());
            CodeBlock value = value(store.value(), mode, register, locals);
            code.addStatement(target.store(buffer.array(), index(buffer) + mode.offset(register), value));
        }
    }

    private CodeBlock value(Expr value, Mode mode, int register, Set<String> locals) {
        return mode.target().write(value, leaf -> leaf(leaf, mode, register, locals));
    }

    private CodeBlock leaf(Expr leaf, Mode mode, int register, Set<String> locals) {
        if (!(leaf instanceof Expr.Ref ref)) {
            return mode.target().spreadsNumbers() ? CodeBlock.of("$L", numbers.lanes(leaf)) : numbers.scalar(leaf);
        }
        if (locals.contains(ref.name())) {
            return local(ref.name(), mode, register);
        }
        Buffer buffer = program.buffer(ref.name());
        return isVarying(buffer.dims())
                ? mode.target().load(buffer.array(), index(buffer) + mode.offset(register))
                : mode.target().spread(scalar.load(buffer.array(), index(buffer)));
    }

    private CodeBlock local(String name, Mode mode, int register) {
        if (isVarying(names.dims(name))) {
            return CodeBlock.of("$L$L", name, mode.suffix(register));
        }
        return CodeBlock.of("$L", mode.target().spreadsNumbers() ? JavaNames.lanes(name) : name);
    }

    /** As {@link #leaf}, with every reduced index at its first element of the tile. */
    private CodeBlock firstLeaf(Expr leaf, Mode mode, int register, Set<String> locals) {
        if (!(leaf instanceof Expr.Ref ref) || locals.contains(ref.name())) {
            return leaf(leaf, mode, register, locals);
        }
        Buffer buffer = program.buffer(ref.name());
        String index = Indexing.of(buffer, this::firstIndex);
        boolean isInLanes =
                lanes.filter(Dim::isKept).filter(buffer.dims()::contains).isPresent();
        return isInLanes
                ? mode.target().load(buffer.array(), index + mode.offset(register))
                : mode.target().spread(scalar.load(buffer.array(), index));
    }

    private String firstIndex(Dim dim) {
        if (dim.isKept()) {
            return dim.index();
        }
        boolean isTiled = nest.loops().stream().anyMatch(loop -> loop.dim().equals(dim) && loop.isTiled());
        return isTiled ? JavaNames.first(dim) : "0";
    }

    private boolean varies(Statement statement) {
        if (statement instanceof Statement.Define define) {
            return isVarying(names.dims(define.name()));
        }
        if (statement instanceof Statement.First first) {
            return isVarying(names.dims(first.name()));
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
        return Indexing.of(buffer, Dim::index);
    }

    /** Whether the start of the current row of a tensor gets a local, because elements of the row lie side by side. */
    private boolean hasRowStart(Buffer buffer) {
        return buffer.kind() == Buffer.Kind.TENSOR
                && buffer.dims().size() > 1
                && lanes.equals(Optional.of(buffer.dims().get(buffer.dims().size() - 1)));
    }

    private void rowStarts(int depth) {
        for (Buffer buffer : program.buffers()) {
            if (hasRowStart(buffer) && isUsedInLoops(buffer) && rowDepth(buffer) == depth) {
                code.addStatement("int $L = $L", JavaNames.start(buffer.name()), Indexing.ofStart(buffer, Dim::index));
            }
        }
    }

    private int rowDepth(Buffer buffer) {
        return names.depth(buffer.dims().subList(0, buffer.dims().size() - 1));
    }

    private boolean isUsedInLoops(Buffer buffer) {
        return nest.body().stream().anyMatch(statement -> {
            boolean isRead = !(statement instanceof Statement.First)
                    && Exprs.names(statement.value()).contains(buffer.name());
            boolean isWritten =
                    statement instanceof Statement.Store store && store.target().equals(buffer.name());
            return isRead || isWritten;
        });
    }

    private void spreadNumbers() {
        for (Statement statement : nest.body()) {
            if (varies(statement)) {
                Exprs.forEach(statement.value(), part -> {
                    if (Numbers.isNumber(part) && numbers.isNew(part)) {
                        code.addStatement(
                                "$T $L = $L",
                                type.vector(),
                                numbers.lanes(part),
                                new VectorTarget(type).spread(numbers.scalar(part)));
                    }
                });
            }
        }
    }

    private void spread(Statement statement) {
        if (!spreads || !(statement instanceof Statement.Define define) || !isUsedInLanes(define.name())) {
            return;
        }
        CodeBlock number = CodeBlock.of("$L", define.name());
        code.addStatement(
                "$T $L = $L", type.vector(), JavaNames.lanes(define.name()), new VectorTarget(type).spread(number));
    }

    private boolean isUsedInLanes(String name) {
        return nest.body().stream()
                .anyMatch(statement ->
                        varies(statement) && Exprs.names(statement.value()).contains(name));
    }
}
