package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import java.util.List;

/**
 * Writes sums along the lanes of the innermost dimension.
 *
 * <p>Whatever the target, element {@code i} of a run belongs to lane {@code i} modulo the number of lanes, and to one of
 * {@link LaneTarget#SUM_PARTS} interleaved parts of that lane. The parts of a run are added, then the run to those before
 * it; what is left of each run, less than one element for each lane, is added to its lanes; at last the lanes are added.
 * Rests come behind all runs, but each behind its own where lanes wait in memory between runs.
 * A sweep over the runs takes as many lanes as a target has registers for. Lanes meet in memory, unless one register holds
 * all of them and what is left of a run is nothing, or known when code is generated. Sums over several runs that stay in memory
 * may stand beside those along lanes, where runs leave nothing: {@link StatementEmitter} adds to them element by element.
 */
final class LaneSumsEmitter {

    /** The local that says whether the lanes never leave their register. */
    private static final String IN_REGISTER = "inRegister";

    private final Nest nest;
    private final int depth;
    private final ElementType type;
    private final LaneTarget target;
    private final StatementEmitter statements;
    private final Loops loops;
    private final CodeBlock.Builder code;
    private final Loop run;
    private final String index;
    private final LaneTarget.Sweep sweep;

    /**
     * @param depth in how many loops the sums start
     */
    LaneSumsEmitter(
            Nest nest,
            int depth,
            ElementType type,
            LaneTarget target,
            StatementEmitter statements,
            CodeBlock.Builder code) {
        this.nest = nest;
        this.depth = depth;
        this.type = type;
        this.target = target;
        this.statements = statements;
        this.loops = new Loops(code);
        this.code = code;
        this.run = nest.loops().get(nest.loops().size() - 1);
        this.index = run.dim().index();
        this.sweep = target.sweep();
    }

    /** Writes sums each of which is taken as a whole before the next one. */
    void emit() {
        statements.sums().startLanes();
        startLastFull();
        if (canStayInRegister() && isDynamic()) {
            code.addStatement("boolean $L = LANES == SUM_LANES && lastFull == $L", IN_REGISTER, Loops.to(run));
        }
        if (hasSweeps()) {
            sweeps(this::allRuns);
        } else {
            statements.sums().clearLanes();
        }
        if (canStayInRegister()) {
            code.beginControlFlow("if ($L)", isDynamic() ? "!" + IN_REGISTER : "LANES < SUM_LANES");
            inMemory();
            code.endControlFlow();
        } else {
            inMemory();
        }
    }

    private void startLastFull() {
        code.addStatement("int lastFull = $L", lastFull());
    }

    /** Writes all sums of a part together: their lanes wait in memory while others are added to. */
    void emitInOrder() {
        List<Loop> kept =
                nest.loops().stream().filter(loop -> loop.dim().isKept()).toList();
        Loop last = kept.get(kept.size() - 1);
        forEach(kept.subList(0, kept.size() - 1), () -> statements.sums().clearLanesAlong(last));
        startLastFull();
        runs(depth, () -> {
            statements.sums().startOwnLanes();
            sweeps(this::addRun);
            if (hasRest() && !takesRestAtOnce()) {
                rest();
            }
        });
        forEach(kept, () -> {
            statements.sums().startOwnLanes();
            statements.sums().foldLanes(target);
        });
    }

    private void forEach(List<Loop> around, Runnable body) {
        if (around.isEmpty()) {
            body.run();
        } else {
            loops.sequential(around.get(0), () -> forEach(around.subList(1, around.size()), body));
        }
    }

    /** Takes lanes of a sum out of memory, adds a run, and puts them back. */
    private void addRun() {
        Mode totals = Mode.of(target, sweep.registers());
        statements.sums().loadLanes(totals);
        sweepRun();
        statements.sums().addRun(totals);
        if (hasRest() && takesRestAtOnce()) {
            restAtOnce(totals, innermost());
        }
        statements.sums().storeLanes(totals);
    }

    private void inMemory() {
        if (hasRest() && !takesRestAtOnce()) {
            runs(depth, this::rest);
        }
        statements.sums().foldLanes(target);
    }

    private boolean hasSweeps() {
        return !run.dim().size().isStatic() || fullGroups() > 0;
    }

    /** Whether there may be elements that are less than one for each lane. */
    private boolean hasRest() {
        return isDynamic() || run.dim().size().constant() % type.sumLanes() != 0;
    }

    /** What is computed again must not be stored again: a tensor may lie over what it is computed of. */
    private boolean takesRestAtOnce() {
        return sweep.isVector() && !isDynamic() && fullGroups() > 0 && !statements.storesTensors();
    }

    private boolean canStayInRegister() {
        return sweep.isVector() && hasSweeps() && (isDynamic() || !hasRest() || takesRestAtOnce());
    }

    /** The end of the last elements that are one for each lane. */
    private String lastFull() {
        String end = Loops.to(run);
        return run.isTiled()
                ? "%1$s + (%2$s - %1$s) / SUM_LANES * SUM_LANES".formatted(Loops.from(run), end)
                : end + " / SUM_LANES * SUM_LANES";
    }

    private boolean isDynamic() {
        return run.isTiled() || !run.dim().size().isStatic();
    }

    /** How many times a run of static size has one element for each lane. */
    private int fullGroups() {
        return run.dim().size().constant() / type.sumLanes();
    }

    private void sweeps(Runnable body) {
        code.beginControlFlow("for (int lane = 0; lane < SUM_LANES; lane += $L)", sweep.step());
        if (sweep.isVector()) {
            statements.spreadNumbers();
        }
        body.run();
        code.endControlFlow();
    }

    private void allRuns() {
        Mode totals = Mode.of(target, sweep.registers());
        if (hasRuns()) {
            statements.sums().start(totals);
            runs(depth, () -> {
                sweepRun();
                statements.sums().addRun(totals);
            });
        } else {
            sweepRun();
            statements.sums().ofOnlyRun(totals);
        }
        if (hasRest() && takesRestAtOnce()) {
            restAtOnce(totals, depth);
        }
        if (canStayInRegister()) {
            code.beginControlFlow("if ($L)", isDynamic() ? IN_REGISTER : "LANES == SUM_LANES");
            statements.sums().foldRegister(totals);
            code.nextControlFlow("else");
            statements.sums().storeLanes(totals);
            code.endControlFlow();
        } else {
            statements.sums().storeLanes(totals);
        }
    }

    /** Whether sums go on from run to run. */
    private boolean hasRuns() {
        return depth < innermost();
    }

    /** In how many loops the runs stand. */
    private int innermost() {
        return nest.loops().size() - 1;
    }

    /** The loops between the start of the sums and the run, with what stands in them. */
    private void runs(int at, Runnable body) {
        if (at == innermost()) {
            body.run();
            return;
        }
        loops.sequential(nest.loops().get(at), () -> {
            statements.at(at + 1, Mode.single(new ScalarTarget(type)));
            runs(at + 1, body);
        });
    }

    private void sweepRun() {
        if (takesTurns()) {
            inTurns();
            return;
        }
        if (sweep.isVector()) {
            interleaved();
            return;
        }
        for (int part = 0; part < LaneTarget.SUM_PARTS; part++) {
            Mode mode = Mode.ofLanes(target, part * sweep.registers(), sweep.registers(), "1", LaneTarget.OF_RUN);
            statements.sums().start(mode);
            String begin = begin() + (part == 0 ? "" : " + " + (part == 1 ? "" : part + " * ") + "SUM_LANES");
            rounds("int " + index + " = " + begin, "lastFull", mode);
        }
    }

    /** Whether loops are so long that they should not stand there once for each part. */
    private boolean takesTurns() {
        return sweep.isVector() && target.blockRegisters() == 1;
    }

    /**
     * All parts in one loop that has one copy of the statements: the two of them take turns. Which is the last does not matter,
     * for a sum of two is the same either way.
     */
    private void inTurns() {
        Mode parts = Mode.ofLanes(target, 0, LaneTarget.SUM_PARTS, "SUM_LANES", LaneTarget.OF_RUN);
        statements.sums().start(parts);
        code.beginControlFlow("for (int $1L = $2L; $1L < lastFull; $1L += SUM_LANES)", index, begin());
        statements.copy(parts, 0);
        statements.sums().turn(parts);
        code.endControlFlow();
    }

    /** All parts in one loop, and then those that have one element more. */
    private void interleaved() {
        Mode mode = Mode.ofLanes(target, 0, LaneTarget.SUM_PARTS, "SUM_LANES", LaneTarget.OF_RUN);
        statements.sums().start(mode);
        int most = LaneTarget.SUM_PARTS - 1;
        String end = "lastFull - " + (most == 1 ? "" : most + " * ") + "SUM_LANES";
        if (isIndexInLoop()) {
            rounds("int " + index + " = " + begin(), end, mode);
            return;
        }
        code.addStatement("int $L = $L", index, begin());
        if (isDynamic() || fullGroups() >= LaneTarget.SUM_PARTS) {
            rounds("", end, mode);
        }
        for (int part = 0; part < leftovers(); part++) {
            leftover(part, mode);
        }
    }

    /** How many parts have one element more than the others, at most. */
    private int leftovers() {
        return isDynamic() ? LaneTarget.SUM_PARTS - 1 : fullGroups() % LaneTarget.SUM_PARTS;
    }

    /** Whether nothing behind the loop over a run needs its index. */
    private boolean isIndexInLoop() {
        return takesTurns() || leftovers() == 0;
    }

    private String begin() {
        return run.isTiled() ? Loops.from(run) + " + lane" : "lane";
    }

    private void rounds(String start, String end, Mode mode) {
        String round = LaneTarget.SUM_PARTS + " * SUM_LANES";
        code.beginControlFlow("for ($1L; $2L < $3L; $2L += $4L)", start, index, end, round);
        statements.at(nest.loops().size(), mode);
        code.endControlFlow();
    }

    private void leftover(int part, Mode mode) {
        if (isDynamic()) {
            code.beginControlFlow("if ($L$L < lastFull)", index, mode.offset(part));
            statements.copy(mode, part);
            code.endControlFlow();
        } else {
            statements.copy(mode, part);
        }
    }

    /**
     * A whole vector of the rest, if there may be one, or else what there is, in a vector that ends with the run.
     *
     * @param at in how many loops this stands; those inside go from run to run
     */
    private void restAtOnce(Mode totals, int at) {
        String end = Loops.to(run);
        if (run.dim().size().constant() % type.sumLanes() >= type.fewestLanes()) {
            code.beginControlFlow("if (lane <= $L - lastFull - LANES)", end);
            runs(at, () -> vectorAt("lastFull + lane", totals, at));
            code.nextControlFlow("else if (lane < $L - lastFull)", end);
        } else {
            code.beginControlFlow("if (lane < $L - lastFull)", end);
        }
        LaneRest rest = new LaneRest(run.dim());
        Mode ofRest = Mode.ofLanes(target, 0, 1, "1", LaneTarget.OF_REST);
        if (at == innermost()) {
            statements.sums().start(ofRest);
            vectorAt(end + " - LANES", ofRest, at);
            statements.sums().addRest(totals, ofRest, rest);
        } else {
            statements.sums().startRests(totals, ofRest, rest);
            runs(at, () -> vectorAt(end + " - LANES", ofRest, at));
            statements.sums().addRests(totals, ofRest, rest);
        }
        code.endControlFlow();
    }

    private void vectorAt(String start, Mode mode, int at) {
        boolean isInLoop = at < innermost() || isIndexInLoop();
        code.addStatement((isInLoop ? "int " : "") + "$L = $L", index, start);
        statements.at(nest.loops().size(), mode);
    }

    private void rest() {
        code.beginControlFlow("for (int $1L = lastFull; $1L < $2L; $1L++)", index, Loops.to(run));
        statements.forLane(index + " - lastFull");
        code.endControlFlow();
    }
}
