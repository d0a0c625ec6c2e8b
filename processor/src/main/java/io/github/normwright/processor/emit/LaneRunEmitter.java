package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import java.util.function.Consumer;

/**
 * Writes sums over one run: neighbouring elements along the innermost dimension. {@link LaneSumsEmitter} says to which lane and which
 * part of it an element belongs, and writes what stands around.
 */
final class LaneRunEmitter {

    private final Nest nest;
    private final ElementType type;
    private final LaneTarget target;
    private final StatementEmitter statements;
    private final CodeBlock.Builder code;
    private final Loop run;
    private final String index;
    private final LaneTarget.Sweep sweep;

    LaneRunEmitter(
            Nest nest, ElementType type, LaneTarget target, StatementEmitter statements, CodeBlock.Builder code) {
        this.nest = nest;
        this.type = type;
        this.target = target;
        this.statements = statements;
        this.code = code;
        this.run = nest.loops().get(nest.loops().size() - 1);
        this.index = run.dim().index();
        this.sweep = target.sweep();
    }

    /** Whether there may be elements that are less than one for each lane. */
    boolean hasRest() {
        return isDynamic() || run.dim().size().constant() % type.sumLanes() != 0;
    }

    /** What is computed again must not be stored again: a tensor may lie over what it is computed of. */
    boolean takesRestAtOnce() {
        return sweep.isVector() && !isDynamic() && fullGroups() > 0 && !statements.storesTensors();
    }

    /** The end of the last elements that are one for each lane. */
    String lastFull() {
        String end = Loops.to(run);
        return run.isTiled()
                ? "%1$s + (%2$s - %1$s) / SUM_LANES * SUM_LANES".formatted(Loops.from(run), end)
                : end + " / SUM_LANES * SUM_LANES";
    }

    /** Whether its length is known at run time only. */
    boolean isDynamic() {
        return run.isTiled() || !run.dim().size().isStatic();
    }

    /** How many times a run of static size has one element for each lane. */
    int fullGroups() {
        return run.dim().size().constant() / type.sumLanes();
    }

    /** Sums up all that is one element for each lane of a sweep, in sums of the run. */
    void sum() {
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

    /** Adds what this run alone leaves behind whole vectors: it is summed up first, in a vector that ends with the run. */
    void restAtOnce(Mode totals) {
        Mode ofRest = ofRest();
        startRest(totals, true, Runnable::run);
        statements.sums().start(ofRest);
        vectorAt(Loops.to(run) + " - LANES", ofRest, isIndexInLoop());
        statements.sums().addRest(totals, ofRest, new LaneRest(run.dim()));
        code.endControlFlow();
    }

    /**
     * Adds what each of several runs leaves behind whole vectors: a whole vector for some lanes, where those of
     * the machine are narrow, and for others what there is, in a vector that ends with the run. What else is in that vector is not taken over.
     *
     * @param runs writes the loops from run to run around what is done for each
     */
    void restsAtOnce(Mode totals, Consumer<Runnable> runs) {
        Mode ofRest = ofRest();
        LaneRest rest = new LaneRest(run.dim());
        startRest(totals, false, runs);
        statements.sums().startRests(totals, ofRest, rest);
        runs.accept(() -> vectorAt(Loops.to(run) + " - LANES", ofRest, true));
        statements.sums().addRests(totals, ofRest, rest);
        code.endControlFlow();
    }

    private Mode ofRest() {
        return Mode.ofLanes(target, 0, 1, "1", LaneTarget.OF_REST);
    }

    private void startRest(Mode totals, boolean isOfOne, Consumer<Runnable> runs) {
        String end = Loops.to(run);
        if (run.dim().size().constant() % type.sumLanes() >= type.fewestLanes()) {
            code.beginControlFlow("if (lane <= $L - lastFull - LANES)", end);
            runs.accept(() -> vectorAt("lastFull + lane", totals, !isOfOne || isIndexInLoop()));
            code.nextControlFlow("else if (lane < $L - lastFull)", end);
        } else {
            code.beginControlFlow("if (lane < $L - lastFull)", end);
        }
    }

    private void vectorAt(String start, Mode mode, boolean declares) {
        code.addStatement((declares ? "int " : "") + "$L = $L", index, start);
        statements.at(nest.loops().size(), mode);
    }

    /** Adds the rest element by element, to lanes in memory. */
    void rest() {
        code.beginControlFlow("for (int $1L = lastFull; $1L < $2L; $1L++)", index, Loops.to(run));
        statements.forLane(index + " - lastFull");
        code.endControlFlow();
    }
}
