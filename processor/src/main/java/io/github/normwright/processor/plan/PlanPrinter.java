package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Formulas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints plans for people: one line for each loop, statement and step, indented by nesting. */
public final class PlanPrinter {

    private final Program program;
    private final List<String> lines = new ArrayList<>();

    private PlanPrinter(Program program) {
        this.program = program;
    }

    /** A program, line by line. */
    public static List<String> print(Program program) {
        PlanPrinter printer = new PlanPrinter(program);
        printer.line(0, program.name() + " on " + program.layout());
        printer.steps(program.steps(), 1);
        return printer.lines;
    }

    /** One step of a program, line by line. */
    public static List<String> print(Program program, Step step) {
        PlanPrinter printer = new PlanPrinter(program);
        printer.steps(List.of(step), 0);
        return printer.lines;
    }

    private void steps(List<Step> steps, int indent) {
        for (Step step : steps) {
            if (step instanceof Step.Run run) {
                nest(run.nest(), indent);
            } else if (step instanceof Step.MergeMoments merge) {
                line(indent, merged(merge));
            } else if (step instanceof Step.SumValues sum) {
                line(indent, sum.sum() + " = sum(" + sum.source() + ")");
            } else if (step instanceof Step.Spread spread) {
                line(
                        indent,
                        spread.spread() + " = " + spread.source() + " for each "
                                + spread.members().index());
            } else if (step instanceof Step.SumReplicas sum) {
                line(indent, sum.sum() + " = sum(" + sum.source() + ") over all replicas");
            } else if (step instanceof Step.Check check) {
                line(indent, "fail unless " + check.source() + " is zero: " + check.what());
            } else if (step instanceof Step.Wrap wrap) {
                int rows = program.buffer(wrap.wrapped()).joined();
                String times = rows > 1 ? " for " + rows + " rows" : "";
                line(indent, wrap.wrapped() + " = " + wrap.source() + times + " and its first elements again");
            } else if (step instanceof Step.MergeSum merge) {
                line(indent, merge.sum() + " = merge sum(" + merge.partial() + ")");
            } else if (step instanceof Step.ForTiles tiles) {
                line(indent, "for each " + tiling(tiles.tiling()) + (tiles.isBack() ? ", the last one first" : ""));
            } else if (step instanceof Step.ForParts parts) {
                String shared =
                        parts.hasTilesToShare() ? ", or of each pass a tile, by threads that outnumber the parts" : "";
                line(
                        indent,
                        "for each part of "
                                + parts.dims().stream().map(Dim::count).collect(Collectors.joining(" x "))
                                + shared);
            } else if (step instanceof Step.ForRows rows) {
                line(indent, "row by row, for " + row(rows) + " in the part");
            } else if (step instanceof Step.WhenVariablesChanged) {
                line(indent, "when variables have changed");
            } else if (step instanceof Step.RefinePivots refine) {
                line(indent, "again where " + refine.pivot() + " is far from the mean, with the mean in its place");
            }
            steps(step.inner(), indent + 1);
        }
    }

    private static String row(Step.ForRows rows) {
        return rows.dims().stream().map(Dim::index).collect(Collectors.joining(" and "));
    }

    private static String merged(Step.MergeMoments merge) {
        List<String> parts = new ArrayList<>(List.of(merge.pivot(), merge.deviations(), merge.squares()));
        merge.weights().ifPresent(parts::add);
        String replicas = merge.moments().isSynchronized() ? ", and those of all replicas" : "";
        return String.join(", ", merge.moments().names()) + " = merge moments(" + String.join(", ", parts) + ")"
                + replicas;
    }

    private static String tiling(Tiling tiling) {
        String inner = tiling.inner().map(dim -> " and " + dim.count()).orElse("");
        String most = tiling.most() > tiling.elements() ? " to " + tiling.most() : "";
        return "tile of " + tiling.outer().count() + inner + ", " + tiling.elements() + most + " elements";
    }

    private void nest(Nest nest, int indent) {
        line(indent, nest.name() + ":");
        Names names = Names.of(program, nest);
        int depth = 0;
        statements(nest, names, depth, indent + 1);
        for (Loop loop : nest.loops()) {
            depth++;
            line(indent + depth, "for " + loop(loop, nest));
            statements(nest, names, depth, indent + 1 + depth);
        }
    }

    private String loop(Loop loop, Nest nest) {
        String range = !loop.isTiled() ? "" : program.tiles(loop.dim()) ? " in the tile" : " in the part";
        String kind = switch (loop.kind()) {
            case SEQUENTIAL, FIRST -> "";
            case PAIRS -> ", in pairs half of it apart, aligned";
            case FOURS -> ", four at once, a quarter of it apart, aligned";
            case ALIGNED -> ", aligned";
            case GROUPS -> ", in groups" + (nest.isReduction() ? ", sums in memory" : "");
            case QUARTERS ->
                nest.keepsSumsInMemory()
                        ? ", four at once, a quarter of it apart, sums in memory"
                        : ", from four quarters of it in turn";
            case STRIPS -> ", in strips, which are outermost";
            case LANES -> ", in lanes";
            case LANE_BLOCKS -> ", in blocks of lanes";
            case LANE_SUMS ->
                ", summed in lanes"
                        + (nest.keepsLanesInMemory() ? ", which wait in memory" : "")
                        + (program.sumsInMemory(nest).isEmpty() ? "" : " and in memory");
        };
        String which = loop.kind() == Loop.Kind.FIRST ? "the first " : "";
        return which + loop.dim().index() + joined(loop) + range + kind;
    }

    private static String joined(Loop loop) {
        if (!loop.isJoined()) {
            return "";
        }
        return (loop.dim().isKept() ? " of " : ", ") + loop.joined() + " rows"
                + (loop.dim().isKept() ? "" : " at once,");
    }

    private void statements(Nest nest, Names names, int depth, int indent) {
        Set<String> locals = new HashSet<>();
        for (Statement statement : nest.body()) {
            if (names.depth(statement) == depth) {
                line(indent, statement(statement, locals));
            }
            if (statement instanceof Statement.Define define) {
                locals.add(define.name());
            }
        }
    }

    private String statement(Statement statement, Set<String> locals) {
        String value = Formulas.of(Exprs.map(statement.value(), part -> readable(part, locals)));
        if (statement instanceof Statement.Define define) {
            return define.name() + " = " + value;
        }
        if (statement instanceof Statement.Accumulate accumulate) {
            return accumulate.target() + " += " + value;
        }
        if (statement instanceof Statement.Store store) {
            return store.target() + "[] = " + value;
        }
        Definition reduction = ((Statement.Reduce) statement).definition();
        String kind = reduction instanceof Definition.Moments ? "moments" : "sum";
        boolean isWeighted = reduction instanceof Definition.Moments moments
                && moments.weight().isPresent();
        String weighted = isWeighted ? ", weighted" : "";
        return String.join(", ", reduction.names()) + " <- " + kind + " of " + value + weighted;
    }

    /** Elements of arrays carry brackets, counts the dimensions that they count. */
    private Expr readable(Expr part, Set<String> locals) {
        if (part instanceof Expr.Count count) {
            return new Expr.Ref("count("
                    + program.layout().dimsOf(count.over()).stream()
                            .map(Dim::count)
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        boolean isArray = part instanceof Expr.Ref ref && !locals.contains(ref.name());
        return isArray ? new Expr.Ref(((Expr.Ref) part).name() + "[]") : part;
    }

    private void line(int indent, String text) {
        lines.add("  ".repeat(indent) + text);
    }
}
