package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Names;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.SharedRows;
import io.github.normwright.processor.plan.rewrite.RowsInGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Writes the loops of a nest, the same ones for every target; statements are written by {@link StatementEmitter}. */
final class NestEmitter {

    /** The local that holds where rows that are taken as one end. */
    private static final String JOINED_END = "end";

    /** How many registers take what the widest vectors leave behind whole blocks of them. */
    private static final int HALF_BLOCK = 2;

    /** How many rows a group has at least. */
    private static final int FEWEST_ROWS = 2;

    private final Nest nest;
    private final Names names;
    private final ElementType type;
    private final LaneTarget target;
    private final Mode single;
    private final StatementEmitter statements;
    private final CodeBlock.Builder code = CodeBlock.builder();
    private final Loops loops = new Loops(code);

    private NestEmitter(Program program, Nest nest, ElementType type, LaneTarget target, RowNumbers rowNumbers) {
        this.nest = nest;
        this.names = Names.of(program, nest);
        this.type = type;
        this.target = target;
        this.single = Mode.single(new ScalarTarget(type));
        this.statements = new StatementEmitter(program, nest, names, type, usesVectors(), hasLead(), rowNumbers, code);
    }

    /** Whether rows are taken to begin behind a lead. */
    private boolean hasLead() {
        return target.spreadsNumbers() && nest.loops().stream().anyMatch(Loop::isAligned);
    }

    private boolean usesVectors() {
        return target.spreadsNumbers()
                && nest.laneLoop().filter(this::fillsLanes).isPresent();
    }

    /** Whether a loop can have enough elements for the narrowest vector, or for one element in each lane of a sum. */
    private boolean fillsLanes(Loop loop) {
        int fewest = loop.kind() == Loop.Kind.LANE_SUMS ? type.sumLanes() : type.fewestLanes();
        return !loop.dim().size().isStatic()
                || loop.joined() * loop.dim().size().constant() >= fewest;
    }

    /** The body of a method that runs a nest. */
    static CodeBlock emit(Program program, Nest nest, ElementType type, LaneTarget target) {
        return emit(program, nest, type, target, RowNumbers.NONE);
    }

    /** As {@link #emit(Program, Nest, ElementType, LaneTarget)}, in a method that has locals for some numbers. */
    static CodeBlock emit(Program program, Nest nest, ElementType type, LaneTarget target, RowNumbers rowNumbers) {
        NestEmitter emitter = new NestEmitter(program, nest, type, target, rowNumbers);
        if (nest.isReduction() && nest.loops().get(0).isJoined()) {
            new JoinedSumsEmitter(nest, emitter.statements, emitter.code)
                    .emit(emitter.single, () -> emitter.level(0, emitter.single));
        } else if (nest.keepsLanesInMemory()) {
            emitter.statements.at(0, emitter.single);
            emitter.laneSums(0).emitInOrder();
        } else {
            emitter.level(0, emitter.single);
        }
        return emitter.code.build();
    }

    private LaneSumsEmitter laneSums(int depth) {
        return new LaneSumsEmitter(nest, depth, type, target, statements, code);
    }

    /** Writes what stands in the outer loops up to a depth, and everything inside. */
    private void level(int depth, Mode mode) {
        if (nest.keepsSumsInMemory()) {
            levelOfGroups(depth, mode);
            return;
        }
        statements.at(depth, mode);
        boolean startsSums = nest.isReduction() && depth == names.sumDepth();
        if (startsSums && nest.hasLaneSums()) {
            laneSums(depth).emit();
            return;
        }
        if (startsSums) {
            statements.sums().start(mode);
        }
        if (depth < nest.loops().size()) {
            loop(depth, mode);
        }
        if (startsSums) {
            statements.sums().store(mode);
        }
    }

    /** Sums go on from what they are: {@link ProgramEmitter} clears those of a tile before its first rows. */
    private void levelOfGroups(int depth, Mode mode) {
        boolean isInnermost = depth == nest.loops().size();
        if (isInnermost) {
            statements.sums().load(mode);
        }
        statements.at(depth, mode);
        if (!isInnermost) {
            loop(depth, mode);
            return;
        }
        statements.sums().store(mode);
    }

    private void loop(int depth, Mode mode) {
        Loop loop = nest.loops().get(depth);
        switch (loop.kind()) {
            case SEQUENTIAL -> sequential(depth, loop, mode);
            case FIRST -> loops.first(loop, () -> level(depth + 1, mode));
            case GROUPS -> groups(depth, loop);
            case QUARTERS -> quarters(depth, loop, mode);
            case PAIRS, FOURS, ALIGNED -> aligned(depth, loop);
            case LANES, LANE_BLOCKS -> laneLoops(depth, loop, mode);
            case LANE_SUMS, STRIPS -> throw new IllegalStateException("lane sums without a sum");
        }
    }

    private void sequential(int depth, Loop loop, Mode mode) {
        int several = rowsInBlock(depth, loop, mode);
        if (several > 1) {
            String apart = JavaNames.count(nest.loops().get(depth - 1).dim());
            new RowLoopsEmitter(target, code).inBlock(loop, several, apart, mode, of -> level(depth + 1, of));
        } else {
            loops.sequential(loop, Loops.from(loop), end(loop), () -> level(depth + 1, mode));
        }
    }

    private void quarters(int depth, Loop rows, Mode mode) {
        RowQuartersEmitter emitter = new RowQuartersEmitter(rows, code);
        if (nest.keepsSumsInMemory()) {
            emitter.inGroups(nest.loops().get(depth + 1), target, of -> level(depth + 1, of));
        } else {
            emitter.inBlock(() -> level(depth + 1, mode));
        }
    }

    /** How many rows a loop takes at once in which a block of lanes is summed. */
    private int rowsInBlock(int depth, Loop rows, Mode mode) {
        boolean isInBlock = depth == nest.loops().size() - 1
                && depth > 0
                && nest.loops().get(depth - 1).kind() == Loop.Kind.LANE_BLOCKS
                && nest.isReduction()
                && takesMore(nest.loops().get(depth - 1))
                && !hasWideBlocks(nest.loops().get(depth - 1));
        OptionalInt tensors = isInBlock ? statements.tensorsAlong(rows.dim()) : OptionalInt.empty();
        return mode.copies() > 1 && tensors.isPresent()
                ? mode.target().rowsInLoop(mode.copies() * tensors.getAsInt())
                : 1;
    }

    /** Whether there is room for more than the usual block of lanes in a reduction. */
    private boolean takesMore(Loop lanes) {
        return target.spreadsNumbers()
                && nest.isReduction()
                && statements.isShort()
                && !lanes.isJoined()
                && !lanes.isTiled();
    }

    /** Whether there are blocks of twice as many registers, where the machine has them. They are all the copies a method bears. */
    private boolean hasWideBlocks(Loop lanes) {
        int elements = target.wideBlockRegisters() * type.sumLanes();
        return elements > 0
                && takesMore(lanes)
                && (!lanes.dim().size().isStatic() || lanes.dim().size().constant() >= elements);
    }

    /** A map in plain Java leaves it to the JIT compiler how many rows it takes at once. */
    private void groups(int depth, Loop rows) {
        if (nest.isReduction() || target.spreadsNumbers()) {
            Loop channels = nest.loops().get(depth + 1);
            new RowLoopsEmitter(target, code).groups(rows, channels, rowsInGroup(), mode -> level(depth + 1, mode));
        } else {
            loops.sequential(rows, () -> level(depth + 1, single));
        }
    }

    /**
     * How many rows a group has. A single sum, as that of dy alone, keeps to the rows that {@link SharedRows} hands over at once.
     */
    private int rowsInGroup() {
        if (!target.spreadsNumbers() || !nest.isReduction()) {
            return RowsInGroups.ROWS;
        }
        int loads = Math.max(1, statements.tensorsRead().size());
        int rows = Math.max(FEWEST_ROWS, target.rowsInLoop(loads));
        return statements.sums().all().size() == 1 ? Math.min(rows, RowsInGroups.ROWS) : rows;
    }

    /** Where a loop ends: sums over joined rows end where all are there that are taken at once. */
    private String end(Loop loop) {
        return loop.isJoined() && nest.isReduction() && !loop.dim().isKept()
                ? JoinedSumsEmitter.LAST_JOINED
                : Loops.to(loop);
    }

    /** Plain Java leaves it to the JIT compiler where its vectors start. */
    private void aligned(int depth, Loop rows) {
        if (!hasLead()) {
            loops.sequential(rows, () -> joinedRows(depth, rows));
            return;
        }
        Buffer aligned = statements.firstStoredTensor();
        new RowPairsEmitter(rows, nest.loops().get(depth + 1), target, type, code)
                .emit(aligned, (inside, mode) -> statements.at(depth + inside, mode));
    }

    /** A map over rows that are taken as one, as many as there are. */
    private void joinedRows(int depth, Loop rows) {
        if (rows.isJoined()) {
            Dim channels = nest.loops().get(depth + 1).dim();
            code.addStatement(
                    "int $L = Math.min($L, ($L - $L) * $L)",
                    JOINED_END,
                    JavaNames.count(channels, rows.joined()),
                    Loops.to(rows),
                    rows.dim().index(),
                    JavaNames.count(channels));
        }
        level(depth + 1, single);
    }

    /** Blocks of lanes, then single ones, then single elements, as far as they can occur. */
    private void laneLoops(int depth, Loop loop, Mode outer) {
        List<LaneLoop> parts = new LaneLoops(loop).parts();
        String index = loop.dim().index();
        boolean sharesIndex = parts.size() > 1;
        if (sharesIndex) {
            code.addStatement("int $L = $L", index, Loops.from(loop));
        }
        for (LaneLoop part : parts) {
            String start = sharesIndex ? "" : "int " + index + " = " + Loops.from(loop);
            if (part.advance().isEmpty()) {
                code.beginControlFlow("if ($L)", part.condition());
                code.add("// Overlaps the vector before: sums in both are taken and stored twice, with equal bits.\n");
                code.addStatement("$L = $L - $L", index, Loops.to(loop), target.lanes());
            } else {
                code.beginControlFlow("for ($L; $L; $L)", start, part.condition(), part.advance());
            }
            level(depth + 1, outer.across().isPresent() ? outer.on(part.mode().target()) : part.mode());
            code.endControlFlow();
        }
    }

    /** One of the loops over the lanes of a dimension; without an advance, one vector that ends where the dimension does. */
    private record LaneLoop(Mode mode, String condition, String advance) {}

    /** Which loops the lanes of a dimension need. */
    private final class LaneLoops {

        private final Loop loop;
        private final String index;
        private final String lanes = target.lanes();
        private final boolean hasVectors = target.spreadsNumbers();
        private final boolean isStatic;
        private final int size;
        private final String end;

        LaneLoops(Loop loop) {
            this.loop = loop;
            this.index = loop.dim().index();
            this.isStatic = loop.dim().size().isStatic();
            this.size = loop.joined() * loop.dim().size().constant();
            this.end = loop.isJoined() && !nest.isReduction() ? JOINED_END : Loops.to(loop);
        }

        List<LaneLoop> parts() {
            int fewest = hasVectors ? type.fewestLanes() : 1;
            int most = hasVectors ? type.sumLanes() : 1;
            List<LaneLoop> parts = new ArrayList<>();
            boolean isLeft = true;
            if (loop.kind() == Loop.Kind.LANE_BLOCKS) {
                int registers = target.blockRegisters();
                if (hasWideBlocks(loop)) {
                    parts.add(wideBlock());
                }
                if (registers > 1 && canHave(registers * fewest)) {
                    parts.add(block(registers));
                    isLeft = !divides(registers * most);
                }
                if (registers > HALF_BLOCK && isLeft && leavesHalf(registers * most)) {
                    parts.add(block(HALF_BLOCK));
                    isLeft = !divides(HALF_BLOCK * most);
                }
            }
            if (isLeft && canHave(fewest)) {
                parts.add(part(Mode.of(target, 1), lanes));
            }
            if (hasVectors && !divides(most)) {
                parts.add(canOverlap() ? lastVector() : part(single, "1"));
            }
            return parts;
        }

        /**
         * Whether the elements behind the last whole vector can share one with some in front of them, whose sums are then
         * taken twice, and stored twice with the same bits. A tensor may lie over what the sums are taken of, so none may be
         * stored.
         */
        private boolean canOverlap() {
            return loop.kind() == Loop.Kind.LANE_BLOCKS
                    && isStatic
                    && !loop.isTiled()
                    && size >= type.sumLanes()
                    && !statements.storesTensors();
        }

        private LaneLoop block(int registers) {
            return part(
                    Mode.of(target, registers), hasVectors ? registers + " * " + lanes : Integer.toString(registers));
        }

        private LaneLoop wideBlock() {
            LaneLoop block = block(target.wideBlockRegisters());
            return new LaneLoop(block.mode(), lanes + " == SUM_LANES && " + block.condition(), block.advance());
        }

        /** Whether the widest vectors leave at least half a block behind whole ones. */
        private boolean leavesHalf(int block) {
            return takesMore(loop) && !hasWideBlocks(loop) && isStatic && size % block >= block / HALF_BLOCK;
        }

        private LaneLoop lastVector() {
            return new LaneLoop(Mode.of(target, 1), index + " < " + end, "");
        }

        private LaneLoop part(Mode mode, String step) {
            boolean isOne = step.equals("1");
            String advance = isOne ? index + "++" : index + " += " + step;
            boolean isExact = isOne || (step.equals("LANES") && divides(type.sumLanes()));
            String condition = isExact ? index + " < " + end : index + " <= " + end + " - " + step;
            return new LaneLoop(mode, condition, advance);
        }

        /** A tile has at most as many elements as the dimension. */
        private boolean canHave(int elements) {
            return !isStatic || size >= elements;
        }

        private boolean divides(int elements) {
            return isStatic && !loop.isTiled() && !end.equals(JOINED_END) && size % elements == 0;
        }
    }
}
