package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Planes;
import java.util.List;
import java.util.function.Consumer;

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
    private final LaneTarget.Sweep sweep;
    private final LaneRunEmitter oneRun;

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
        this.sweep = target.sweep();
        this.oneRun = new LaneRunEmitter(nest, type, target, statements, code);
    }

    /** Writes sums each of which is taken as a whole before the next one. */
    void emit() {
        statements.sums().startLanes();
        startLastFull();
        if (canStayInRegister() && oneRun.isDynamic()) {
            code.addStatement("boolean $L = LANES == SUM_LANES && lastFull == $L", IN_REGISTER, Loops.to(run));
        }
        if (hasSweeps()) {
            sweeps(this::allRuns);
        } else {
            statements.sums().clearLanes();
        }
        if (canStayInRegister()) {
            code.beginControlFlow("if ($L)", oneRun.isDynamic() ? "!" + IN_REGISTER : "LANES < SUM_LANES");
            inMemory();
            code.endControlFlow();
        } else {
            inMemory();
        }
    }

    private void startLastFull() {
        code.addStatement("int lastFull = $L", oneRun.lastFull());
    }

    /** Writes all sums of a part together: their lanes wait in memory while others are added to. */
    void emitInOrder() {
        List<Loop> kept =
                nest.loops().stream().filter(loop -> loop.dim().isKept()).toList();
        Loop last = kept.get(kept.size() - 1);
        forEach(kept.subList(0, kept.size() - 1), () -> statements.sums().clearLanesAlong(last));
        startLastFull();
        nest.strips()
                .ifPresentOrElse(
                        this::addPlanesInStrips,
                        () -> runs(depth, () -> {
                            statements.sums().startOwnLanes();
                            addPlane();
                        }));
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

    /** Without vectors there is more to compute than to load, so that each sample is a strip of its own. */
    private void addPlanesInStrips(Loop samples) {
        if (sweep.isVector()) {
            loops.inStrips(samples, Planes.SAMPLES_IN_STRIP, () -> forEachChannel(() -> addStrip(samples)));
        } else {
            loops.sequential(samples, () -> forEachChannel(this::addSample));
        }
    }

    /** What stands in all loops but the innermost two. */
    private void forEachChannel(Runnable body) {
        runs(depth, innermost() - 1, () -> {
            statements.sums().startOwnLanes();
            body.run();
        });
    }

    /** Adds the planes of a channel. Where a sweep adds rests, too, lanes stay in registers meanwhile. */
    private void addStrip(Loop samples) {
        if (!oneRun.hasRest() || oneRun.takesRestAtOnce()) {
            sweeps(() -> betweenLanes(totals -> forStrip(samples, () -> {
                startPlane();
                addRun(totals);
            })));
        } else {
            forStrip(samples, this::addSample);
        }
    }

    private void forStrip(Loop samples, Runnable body) {
        loops.sequential(samples, Loops.STRIP, Loops.STRIP_END, body);
    }

    private void addSample() {
        startPlane();
        addPlane();
    }

    private void startPlane() {
        statements.at(innermost(), Mode.single(new ScalarTarget(type)));
    }

    private void addPlane() {
        sweeps(() -> betweenLanes(this::addRun));
        if (oneRun.hasRest() && !oneRun.takesRestAtOnce()) {
            oneRun.rest();
        }
    }

    /** Takes lanes of a sum out of memory, lets something be added, and puts them back. */
    private void betweenLanes(Consumer<Mode> added) {
        Mode totals = Mode.of(target, sweep.registers());
        statements.sums().loadLanes(totals);
        added.accept(totals);
        statements.sums().storeLanes(totals);
    }

    private void addRun(Mode totals) {
        oneRun.sum();
        statements.sums().addRun(totals);
        if (oneRun.hasRest() && oneRun.takesRestAtOnce()) {
            oneRun.restAtOnce(totals);
        }
    }

    private void inMemory() {
        if (oneRun.hasRest() && !oneRun.takesRestAtOnce()) {
            runs(depth, oneRun::rest);
        }
        statements.sums().foldLanes(target);
    }

    private boolean hasSweeps() {
        return !run.dim().size().isStatic() || oneRun.fullGroups() > 0;
    }

    private boolean canStayInRegister() {
        return sweep.isVector() && hasSweeps() && (oneRun.isDynamic() || !oneRun.hasRest() || oneRun.takesRestAtOnce());
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
                oneRun.sum();
                statements.sums().addRun(totals);
            });
        } else {
            oneRun.sum();
            statements.sums().ofOnlyRun(totals);
        }
        if (oneRun.hasRest() && oneRun.takesRestAtOnce()) {
            addRests(totals);
        }
        if (canStayInRegister()) {
            code.beginControlFlow("if ($L)", oneRun.isDynamic() ? IN_REGISTER : "LANES == SUM_LANES");
            statements.sums().foldRegister(totals);
            code.nextControlFlow("else");
            statements.sums().storeLanes(totals);
            code.endControlFlow();
        } else {
            statements.sums().storeLanes(totals);
        }
    }

    private void addRests(Mode totals) {
        if (hasRuns()) {
            oneRun.restsAtOnce(totals, perRun -> runs(depth, perRun));
        } else {
            oneRun.restAtOnce(totals);
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
        runs(at, innermost(), body);
    }

    private void runs(int at, int last, Runnable body) {
        if (at == last) {
            body.run();
            return;
        }
        loops.sequential(nest.loops().get(at), () -> {
            statements.at(at + 1, Mode.single(new ScalarTarget(type)));
            runs(at + 1, last, body);
        });
    }
}
