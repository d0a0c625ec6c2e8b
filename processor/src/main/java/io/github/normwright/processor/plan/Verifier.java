package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Operand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that a plan makes sense, so that a wrong rewrite is found where it happens and not in generated code. */
public final class Verifier {

    private final Program program;
    private final String after;

    private Verifier(Program program, String after) {
        this.program = program;
        this.after = after;
    }

    /**
     * Checks a program.
     *
     * @param program the program
     * @param after what was done to it last
     * @throws IllegalStateException if it cannot be right
     */
    public static void verify(Program program, String after) {
        Verifier verifier = new Verifier(program, after);
        program.nests().forEach(verifier::verify);
        verifier.verifyOrder(program.steps(), new HashSet<>());
    }

    /**
     * Checks that each nest of a scheduled program loads a tensor in one place: locals of generated code are named after it.
     *
     * @throws IllegalStateException if a nest loads one in several places
     */
    static void verifyLoads(Program program) {
        for (Nest nest : program.nests()) {
            Set<String> loaded = new HashSet<>();
            for (Statement statement : nest.body()) {
                Exprs.forEach(statement.value(), part -> {
                    if (part instanceof Expr.Ref ref && isTensor(ref.name(), program) && !loaded.add(ref.name())) {
                        throw new IllegalStateException(
                                "%s of %s loads %s twice".formatted(nest.name(), program.name(), ref.name()));
                    }
                });
            }
        }
    }

    private static boolean isTensor(String name, Program program) {
        return program.hasBuffer(name) && program.buffer(name).kind() == Buffer.Kind.TENSOR;
    }

    /**
     * Checks that what an algorithm reads of an earlier one lies where that one has left it.
     *
     * @param continuation the programs of the algorithm
     * @param earlier the programs that have run before
     * @throws IllegalStateException if a value is read from another array
     */
    static void verifySaved(LayerPlan.Scheduled continuation, LayerPlan.Scheduled earlier) {
        for (Operand operand : continuation.algorithm().operands()) {
            if (operand.role() == Operand.Role.SAVED) {
                buffers(continuation, operand.name())
                        .filter(read -> buffers(earlier, operand.name()).noneMatch(read::isSameArray))
                        .findAny()
                        .ifPresent(read -> {
                            throw new IllegalStateException(
                                    continuation.algorithm().name() + " reads " + read + ", which "
                                            + earlier.algorithm().name() + " does not leave");
                        });
            }
        }
    }

    private static Stream<Buffer> buffers(LayerPlan.Scheduled scheduled, String name) {
        return scheduled.programs().stream()
                .filter(program -> program.hasBuffer(name))
                .map(program -> program.buffer(name));
    }

    private void verify(Nest nest) {
        Names names = Names.of(program, nest);
        Set<String> defined = new HashSet<>();
        for (Statement statement : nest.body()) {
            for (String name : statement.reads()) {
                boolean isKnown = defined.contains(name) || program.hasBuffer(name);
                check(isKnown, nest, name + " is used before it is defined");
                boolean isInScope = names.depth(names.dims(name)) <= names.depth(statement);
                check(isInScope, nest, name + " is out of the scope of " + statement);
            }
            if (statement instanceof Statement.Define define) {
                check(defined.add(define.name()), nest, define.name() + " is defined twice");
            } else if (statement instanceof Statement.Accumulate accumulate) {
                Buffer parts = program.buffer(accumulate.target());
                boolean isWhole = nest.hasLaneSums() && parts.kind() == Buffer.Kind.VALUE && isUntiledSum(nest);
                check(
                        parts.kind() == Buffer.Kind.PARTIAL || isWhole,
                        nest,
                        "a sum of some of its values is kept in no partial buffer");
                check(
                        !nest.hasLaneSums()
                                || program.sumsInMemory(nest).contains(accumulate)
                                || program.hasBuffer(Buffer.lanesOf(parts.name())),
                        nest,
                        "the lanes of " + parts.name() + " have no buffer");
                check(
                        !nest.keepsLanesInMemory()
                                || program.buffer(Buffer.lanesOf(parts.name()))
                                        .dims()
                                        .containsAll(parts.dims()),
                        nest,
                        "sums that wait share the lanes of " + parts.name());
                verifySum(nest);
            }
        }
        verifyLanes(nest);
    }

    /** Whether a nest runs over all that it sums. */
    private static boolean isUntiledSum(Nest nest) {
        return nest.loops().stream()
                .noneMatch(loop -> loop.isTiled() && !loop.dim().isKept());
    }

    private void verifySum(Nest nest) {
        boolean isOrdered = nest.loops().stream().noneMatch(Loop::hasLanes)
                || nest.keepsSumsInMemory()
                || nest.keepsLanesInMemory()
                || !nest.reducesAroundKept();
        check(isOrdered, nest, "a kept loop stands inside a reduced one");
    }

    private void verifyLanes(Nest nest) {
        List<Loop> loops = nest.loops();
        check(loops.stream().filter(Loop::hasLanes).count() <= 1, nest, "two loops have lanes");
        for (int i = 0; i < loops.size(); i++) {
            boolean isInnermost = i == loops.size() - 1;
            boolean isAroundInnermost = i == loops.size() - 2;
            switch (loops.get(i).kind()) {
                case SEQUENTIAL, FIRST -> {
                    // Fits anywhere.
                }
                case PAIRS, FOURS, ALIGNED -> check(isAroundInnermost && !nest.isReduction(), nest, "pairs of no rows");
                case GROUPS ->
                    check(isAroundInnermost && loops.get(i + 1).kind() == Loop.Kind.LANES, nest, "groups of no rows");
                case QUARTERS ->
                    check(
                            nest.isReduction()
                                    && loops.get(i).isTiled()
                                    && (isAroundInnermost && loops.get(i + 1).kind() == Loop.Kind.LANES
                                            || isInnermost && loops.get(i - 1).kind() == Loop.Kind.LANE_BLOCKS),
                            nest,
                            "quarters of no rows");
                case STRIPS -> check(isAroundInnermost && i > 0 && nest.isReduction(), nest, "strips of no planes");
                case LANES ->
                    check(
                            isInnermost && (!nest.isReduction() || nest.keepsSumsInMemory()),
                            nest,
                            "lanes of a map are not innermost");
                case LANE_SUMS -> check(isInnermost && nest.isReduction(), nest, "lane sums are not innermost");
                case LANE_BLOCKS -> check(loops.get(i).dim().isKept(), nest, "blocks of lanes run along a sum");
            }
        }
    }

    /** A variable must not be read after it was updated; a value must not be read before it was computed. */
    private void verifyOrder(List<Step> steps, Set<String> updated) {
        for (Step step : steps) {
            if (step instanceof Step.Run run) {
                verifyOrder(run.nest(), updated);
            } else if (step instanceof Step.RefinePivots refine) {
                refine.nests().forEach(this::verifyCanRunAgain);
            } else if (step instanceof Step.ForRows rows) {
                rows.nests().forEach(nest -> verifyIsInside(nest, rows));
            }
            verifyOrder(step.inner(), updated);
        }
    }

    private void verifyIsInside(Nest nest, Step.ForRows rows) {
        boolean hasOwnRows = nest.loops().stream().anyMatch(loop -> rows.dims().contains(loop.dim()));
        check(!hasOwnRows, nest, "a loop over rows stands inside the one around it");
    }

    /** A tensor may lie over what is read. */
    private void verifyCanRunAgain(Nest nest) {
        boolean storesTensor =
                nest.results().stream().map(program::buffer).anyMatch(buffer -> buffer.kind() == Buffer.Kind.TENSOR);
        check(!storesTensor, nest, "a tensor is stored where sums may be taken again");
    }

    private void verifyOrder(Nest nest, Set<String> updated) {
        Set<String> locals = new HashSet<>();
        for (Statement statement : nest.body()) {
            for (String name : statement.reads()) {
                check(!updated.contains(name) || locals.contains(name), nest, name + " is read after its update");
            }
            if (statement instanceof Statement.Define define) {
                locals.add(define.name());
            } else if (statement instanceof Statement.Store store
                    && program.buffer(store.target()).kind() == Buffer.Kind.VARIABLE) {
                updated.add(store.target());
            }
        }
    }

    private void check(boolean condition, Nest nest, String problem) {
        if (!condition) {
            throw new IllegalStateException(
                    "after \"%s\", in %s of %s: %s".formatted(after, nest.name(), program.name(), problem));
        }
    }
}
