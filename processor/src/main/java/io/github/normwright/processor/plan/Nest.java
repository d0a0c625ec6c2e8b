package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Expr.Unary;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.UnaryOperator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loops inside one another and the statements in them. A statement stands in as few of the loops as its value needs, in
 * front of the loops inside; sums start in front of the first loop that adds to them, and are stored behind it.
 *
 * @param name what it does, which becomes the name of a method
 * @param loops the loops, outermost first
 * @param body the statements, in order
 */
public record Nest(String name, List<Loop> loops, List<Statement> body) {

    public Nest {
        loops = List.copyOf(loops);
        body = List.copyOf(body);
    }

    public Nest withLoops(List<Loop> newLoops) {
        return new Nest(name, newLoops, body);
    }

    public Nest withBody(List<Statement> newBody) {
        return new Nest(name, loops, newBody);
    }

    /** The same nest with its loops along kept dimensions around the others. */
    public Nest keptLoopsOutside() {
        Stream<Loop> kept = loops.stream().filter(loop -> loop.dim().isKept());
        Stream<Loop> reduced = loops.stream().filter(loop -> !loop.dim().isKept());
        return withLoops(Stream.concat(kept, reduced).toList());
    }

    /** The loop whose iterations share a vector, if there is one. */
    public Optional<Loop> laneLoop() {
        return loops.stream().filter(Loop::hasLanes).findFirst();
    }

    /** Whether sums run along the lanes of its innermost loop. */
    public boolean hasLaneSums() {
        return loops.stream().anyMatch(loop -> loop.kind() == Loop.Kind.LANE_SUMS);
    }

    /** The names that its statements refer to, locals among them. */
    public Set<String> reads() {
        Set<String> names = new LinkedHashSet<>();
        body.forEach(statement -> names.addAll(statement.reads()));
        return names;
    }

    /** The names of what its statements store, add to or reduce to. */
    public Set<String> results() {
        Set<String> names = new LinkedHashSet<>();
        for (Statement statement : body) {
            if (statement instanceof Statement.Store store) {
                names.add(store.target());
            } else if (statement instanceof Statement.Accumulate sum) {
                names.add(sum.target());
            } else if (statement instanceof Statement.Reduce reduce) {
                names.addAll(reduce.definition().names());
            }
        }
        return names;
    }

    /** Whether all its sums stay in memory from one index to the next, rather than in registers. */
    public boolean keepsSumsInMemory() {
        return isReduction() && loops.size() > 1 && loops.get(loops.size() - 2).isInGroups();
    }

    /** Whether the lanes of its sums stay in memory from one run to the next, for it takes runs of other sums in between. */
    public boolean keepsLanesInMemory() {
        return hasLaneSums() && reducesAroundKept();
    }

    /** Whether a loop along a kept dimension runs for some indices of a reduced dimension, and then for others. */
    public boolean reducesAroundKept() {
        return strips().isPresent() || !loops.equals(keptLoopsOutside().loops());
    }

    /** The loop that the loops around it take in strips, if there is one. */
    public Optional<Loop> strips() {
        return loops.stream().filter(loop -> loop.kind() == Loop.Kind.STRIPS).findFirst();
    }

    /** What it adds up, in the order of its statements. */
    public List<Statement.Accumulate> sums() {
        return body.stream()
                .filter(Statement.Accumulate.class::isInstance)
                .map(Statement.Accumulate.class::cast)
                .toList();
    }

    /** The same nest without definitions that none of its other statements needs. */
    public Nest withoutUnused() {
        Set<String> needed = new HashSet<>();
        List<Statement> used = new ArrayList<>();
        for (int i = body.size() - 1; i >= 0; i--) {
            Statement statement = body.get(i);
            if (!(statement instanceof Statement.Define define) || needed.contains(define.name())) {
                needed.addAll(statement.reads());
                used.add(0, statement);
            }
        }
        return withBody(used);
    }

    /** Whether there are sums in it. */
    public boolean isReduction() {
        return body.stream()
                .anyMatch(statement ->
                        statement instanceof Statement.Accumulate || statement instanceof Statement.Reduce);
    }

    /** The elementary functions that are computed in it. */
    public Set<UnaryOperator> functions() {
        Set<UnaryOperator> functions = EnumSet.noneOf(UnaryOperator.class);
        body.forEach(statement -> Exprs.forEach(statement.value(), part -> {
            if (part instanceof Unary unary && unary.operator().isElementary()) {
                functions.add(unary.operator());
            }
        }));
        return functions;
    }
}
