package io.github.normwright.processor.emit;

import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Schedule;
import io.github.normwright.processor.plan.SharedRows;
import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.cost.Traffic;
import io.github.normwright.processor.plan.cost.TrafficPrinter;
import java.util.ArrayList;
import java.util.List;

/** What generated code says about its schedules: what was chosen, by what, and the traffic that it leads to. */
final class ScheduleComments {

    private final LayerPlan plan;
    private final CostModel costs;
    private final TrafficPrinter printer;

    ScheduleComments(LayerPlan plan) {
        this.plan = plan;
        this.costs = plan.costs();
        this.printer = new TrafficPrinter(costs.machine());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("predicted for one thread and caches of " + printer.assumptions());
        for (LayerPlan.Scheduled scheduled : plan.scheduled()) {
            for (LayerPlan.Part part : scheduled.parts()) {
                lines.add(part.program().name());
                choices(part.schedule()).forEach(line -> lines.add("    " + line));
                printer.print(Traffic.of(part.program(), costs.elements())).forEach(line -> lines.add("    " + line));
            }
            scheduled.sharedRows().map(ScheduleComments::together).ifPresent(line -> lines.add("    " + line));
        }
        plan.dims().stream()
                .filter(this::isOnlyInTiles)
                .map(ScheduleComments::whyStaticSizesDoNothing)
                .forEach(lines::add);
        return lines;
    }

    private static String together(SharedRows rows) {
        String sums =
                rows.takesOnePass() ? " takes all sums, with vectors in one pass, one row after the other, and" : "";
        return "for the rows of each tile behind " + rows.sums().name() + ", which" + sums
                + " leaves what it reads in the caches";
    }

    private static List<String> choices(Schedule schedule) {
        if (schedule.choices().list().isEmpty()) {
            return List.of("one schedule fits");
        }
        return schedule.choices().list().stream()
                .map(choice -> choice(choice, schedule))
                .toList();
    }

    private static String choice(Choice choice, Schedule schedule) {
        String reason = schedule.measured().has(choice) ? "as measured" : "by the cost model";
        return choice.decision().key() + " " + choice + ", " + reason + ": " + choice.description();
    }

    /** Whether a dimension has sizes known at compile time, although no loop over tensors runs to its end. */
    private boolean isOnlyInTiles(Dim dim) {
        boolean hasStaticSize = dim.axes().list().stream().map(Axis::extent).anyMatch(Extent.Fixed.class::isInstance);
        return !dim.isKept()
                && hasStaticSize
                && plan.programs().stream()
                        .map(Program::nests)
                        .flatMap(List::stream)
                        .flatMap(nest -> nest.loops().stream())
                        .filter(loop -> loop.dim().equals(dim))
                        .allMatch(loop -> loop.isTiled());
    }

    private static String whyStaticSizesDoNothing(Dim dim) {
        return "Loops over " + dim.count() + " run from tile to tile, whose bounds are run-time values for any shape:"
                + " sizes known here help to choose, but make no loop faster than DYNAMIC ones.";
    }
}
