package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Names;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import java.util.ArrayList;
import java.util.List;

/** Writes the loops of a nest, the same ones for every target; statements are written by {@link StatementEmitter}. */
final class NestEmitter {

    private final Nest nest;
    private final Names names;
    private final ElementType type;
    private final LaneTarget target;
    private final Mode single;
    private final StatementEmitter statements;
    private final CodeBlock.Builder code = CodeBlock.builder();

    private NestEmitter(Program program, Nest nest, ElementType type, LaneTarget target) {
        this.nest = nest;
        this.names = Names.of(program, nest);
        this.type = type;
        this.target = target;
        this.single = Mode.single(new ScalarTarget(type));
        this.statements = new StatementEmitter(program, nest, names, type, usesVectors(), code);
    }

    private boolean usesVectors() {
        return target.spreadsNumbers()
                && nest.laneLoop().filter(this::fillsLanes).isPresent();
    }

    /** Whether a loop can have enough elements for the narrowest vector, or for one element in each lane of a sum. */
    private boolean fillsLanes(Loop loop) {
        int fewest = loop.kind() == Loop.Kind.LANE_SUMS ? type.sumLanes() : type.fewestLanes();
        return !loop.dim().size().isStatic() || loop.dim().size().constant() >= fewest;
    }

    /** The body of a method that runs a nest. */
    static CodeBlock emit(Program program, Nest nest, ElementType type, LaneTarget target) {
        NestEmitter emitter = new NestEmitter(program, nest, type, target);
        emitter.level(0, emitter.single);
        return emitter.code.build();
    }

    /** Writes what stands in the outer loops up to a depth, and everything inside. */
    private void level(int depth, Mode mode) {
        statements.at(depth, mode);
        boolean startsSums = nest.isReduction() && depth == names.sumDepth();
        if (startsSums && hasLaneSums()) {
            new SumLanesEmitter(depth).emit();
            return;
        }
        if (startsSums) {
            statements.startSums(mode);
        }
        if (depth < nest.loops().size()) {
            loop(depth, mode);
        }
        if (startsSums) {
            statements.storeSums(mode);
        }
    }

    private boolean hasLaneSums() {
        return nest.laneLoop()
                .filter(loop -> loop.kind() == Loop.Kind.LANE_SUMS)
                .isPresent();
    }

    private void loop(int depth, Mode mode) {
        Loop loop = nest.loops().get(depth);
        if (loop.hasLanes()) {
            laneLoops(depth, loop);
        } else {
            sequential(loop, () -> level(depth + 1, mode));
        }
    }

    private void sequential(Loop loop, Runnable body) {
        String index = loop.dim().index();
        code.beginControlFlow("for (int $1L = $2L; $1L < $3L; $1L++)", index, from(loop), to(loop));
        body.run();
        code.endControlFlow();
    }

    /** Blocks of lanes, then single ones, then single elements, as far as they can occur. */
    private void laneLoops(int depth, Loop loop) {
        List<LaneLoop> parts = new LaneLoops(loop).parts();
        String index = loop.dim().index();
        boolean sharesIndex = parts.size() > 1;
        if (sharesIndex) {
            code.addStatement("int $L = $L", index, from(loop));
        }
        for (LaneLoop part : parts) {
            String start = sharesIndex ? "" : "int " + index + " = " + from(loop);
            code.beginControlFlow("for ($L; $L; $L)", start, part.condition(), part.advance());
            level(depth + 1, part.mode());
            code.endControlFlow();
        }
    }

    private static String from(Loop loop) {
        return loop.isTiled() ? JavaNames.first(loop.dim()) : "0";
    }

    private static String to(Loop loop) {
        return loop.isTiled() ? JavaNames.last(loop.dim()) : JavaNames.count(loop.dim());
    }

    /** One of the loops over the lanes of a dimension. */
    private record LaneLoop(Mode mode, String condition, String advance) {}

    /** Which loops the lanes of a dimension need. */
    private final class LaneLoops {

        private final Loop loop;
        private final String index;
        private final String lanes = target.lanes();
        private final boolean isStatic;
        private final int size;

        LaneLoops(Loop loop) {
            this.loop = loop;
            this.index = loop.dim().index();
            this.isStatic = !loop.isTiled() && loop.dim().size().isStatic();
            this.size = loop.dim().size().constant();
        }

        List<LaneLoop> parts() {
            boolean hasVectors = target.spreadsNumbers();
            int fewest = hasVectors ? type.fewestLanes() : 1;
            int most = hasVectors ? type.sumLanes() : 1;
            boolean inBlocks = loop.kind() == Loop.Kind.LANE_BLOCKS && canHave(target.blockRegisters() * fewest);
            boolean inSingles = canHave(fewest) && !(inBlocks && divides(target.blockRegisters() * most));
            List<LaneLoop> parts = new ArrayList<>();
            if (inBlocks) {
                int registers = target.blockRegisters();
                String block = hasVectors ? registers + " * " + lanes : Integer.toString(registers);
                parts.add(part(new Mode(target, registers, lanes), block));
            }
            if (inSingles) {
                parts.add(part(new Mode(target, 1, lanes), lanes));
            }
            if (hasVectors && !divides(most)) {
                parts.add(part(single, "1"));
            }
            return parts;
        }

        private LaneLoop part(Mode mode, String step) {
            boolean isOne = step.equals("1");
            String advance = isOne ? index + "++" : index + " += " + step;
            boolean isExact = isOne || (isStatic && step.equals("LANES") && divides(type.sumLanes()));
            String condition = isExact ? index + " < " + to(loop) : index + " <= " + to(loop) + " - " + step;
            return new LaneLoop(mode, condition, advance);
        }

        private boolean canHave(int elements) {
            return !isStatic || size >= elements;
        }

        private boolean divides(int elements) {
            return isStatic && size % elements == 0;
        }
    }

    /**
     * Sums along the lanes of the innermost dimension. Each sweep over the elements takes as many lanes as there are
     * registers for; what is left of each run, less than one element for each lane, is added to the lanes one by one.
     */
    private final class SumLanesEmitter {

        private final int depth;
        private final Loop lanesLoop;
        private final String index;
        private final LaneTarget.SumLanes division;
        private final boolean isStatic;
        private final int full;
        private final int round = LaneTarget.SUM_REGISTERS * type.sumLanes();

        SumLanesEmitter(int depth) {
            this.depth = depth;
            this.lanesLoop = nest.loops().get(nest.loops().size() - 1);
            this.index = lanesLoop.dim().index();
            this.division = target.sumLanes();
            this.isStatic = !lanesLoop.isTiled() && lanesLoop.dim().size().isStatic();
            this.full = lanesLoop.dim().size().constant() / type.sumLanes() * type.sumLanes();
        }

        void emit() {
            boolean hasSweeps = fillsLanes(lanesLoop);
            statements.startLaneSums(hasSweeps ? target : single.target());
            code.addStatement("int lastFull = $L", lastFull());
            if (hasSweeps) {
                sweeps();
            }
            if (!isStatic || full < lanesLoop.dim().size().constant()) {
                outerLoops(depth, this::rest);
            }
        }

        private void sweeps() {
            code.beginControlFlow("for (int lane = 0; lane < $L; lane += $L)", sweptLanes(), division.step());
            Mode mode = new Mode(target, division.registers(), division.stride());
            statements.startSums(mode);
            outerLoops(depth, () -> sweep(mode));
            statements.endSweep(mode);
            code.endControlFlow();
        }

        /** The end of the last elements that are one for each lane. */
        private String lastFull() {
            String end = to(lanesLoop);
            return lanesLoop.isTiled()
                    ? "%1$s + (%2$s - %1$s) / SUM_LANES * SUM_LANES".formatted(from(lanesLoop), end)
                    : end + " / SUM_LANES * SUM_LANES";
        }

        private String sweptLanes() {
            return division.sweptLanes() == type.sumLanes() ? "SUM_LANES" : LaneTarget.SUM_REGISTERS + " * SUM_LANES";
        }

        /** The loops between the start of the sums and the lanes, with what stands in them. */
        private void outerLoops(int at, Runnable body) {
            if (at == nest.loops().size() - 1) {
                body.run();
                return;
            }
            sequential(nest.loops().get(at), () -> {
                statements.at(at + 1, single);
                outerLoops(at + 1, body);
            });
        }

        private void sweep(Mode mode) {
            List<Integer> leftovers = leftovers();
            String begin = lanesLoop.isTiled() ? from(lanesLoop) + " + lane" : "lane";
            if (leftovers.isEmpty()) {
                rounds("int " + index + " = " + begin, mode);
                return;
            }
            code.addStatement("int $L = $L", index, begin);
            if (!isStatic || full >= round) {
                rounds("", mode);
            }
            leftovers.forEach(register -> leftover(register, mode));
        }

        /** The elements that fill all registers. */
        private void rounds(String start, Mode mode) {
            String end = division.endsTogether()
                    ? "lastFull"
                    : "lastFull - " + (division.registers() - 1) + " * " + division.stride();
            code.beginControlFlow(
                    "for ($1L; $2L < $3L; $2L += $4L * SUM_LANES)", start, index, end, LaneTarget.SUM_REGISTERS);
            statements.at(nest.loops().size(), mode);
            code.endControlFlow();
        }

        /** The registers that may have an element left behind the last full round. */
        private List<Integer> leftovers() {
            List<Integer> registers = new ArrayList<>();
            if (!division.endsTogether()) {
                int left = isStatic ? full % round / type.sumLanes() : division.registers() - 1;
                for (int register = 0; register < left; register++) {
                    registers.add(register);
                }
            }
            return registers;
        }

        private void leftover(int register, Mode mode) {
            if (isStatic) {
                statements.inRegister(mode, register);
                return;
            }
            code.beginControlFlow("if ($L$L < lastFull)", index, mode.offset(register));
            statements.inRegister(mode, register);
            code.endControlFlow();
        }

        private void rest() {
            code.beginControlFlow("for (int $1L = lastFull; $1L < $2L; $1L++)", index, to(lanesLoop));
            statements.forLane(index + " - lastFull");
            code.endControlFlow();
        }
    }
}
