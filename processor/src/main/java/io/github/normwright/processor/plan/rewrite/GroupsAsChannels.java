package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one loop along channels of a loop along groups and one along their members, where both are kept: vectors then run
 * from one group into the next. What belongs to groups is read from copies that have it for each channel.
 */
public final class GroupsAsChannels implements Rewrite {

    @Override
    public String title() {
        return "groups as channels";
    }

    @Override
    public Program apply(Program program) {
        List<Dim> dims = program.layout().dims();
        int last = dims.size() - 1;
        return last > 0 && areGroups(dims.get(last - 1), dims.get(last)) && !hasValuesOfMembers(program)
                ? new Merging(program, dims.get(last - 1)).apply()
                : program;
    }

    /** Whether two dimensions are the groups of an axis and their members, both kept. */
    private static boolean areGroups(Dim groups, Dim members) {
        return isPart(groups, Axis.Part.OUTER)
                && isPart(members, Axis.Part.INNER)
                && groups.size().isStatic()
                && members.size().isStatic();
    }

    private static boolean isPart(Dim dim, Axis.Part part) {
        return dim.isKept() && dim.axes().list().stream().allMatch(axis -> axis.part() == part);
    }

    /** Whether a value is the same in all groups, but not for all of their members: copies would be of another kind. */
    private static boolean hasValuesOfMembers(Program program) {
        Dim members = program.layout().innermost();
        Dim groups = program.layout().dims().get(program.layout().dims().size() - 2);
        return program.buffers().stream()
                .map(Buffer::dims)
                .anyMatch(dims -> dims.contains(members) && !dims.contains(groups));
    }

    private static final class Merging {

        private final Program program;
        private final Dim groups;
        private final Dim members;
        private final Dim channels;
        private final List<Buffer> buffers;
        private final Map<String, String> copies = new LinkedHashMap<>();

        Merging(Program program, Dim groups) {
            this.program = program;
            this.groups = groups;
            this.members = program.layout().innermost();
            this.channels = new Dim("channel", "channels", groups.axes().union(members.axes()), true);
            this.buffers =
                    new ArrayList<>(program.buffers().stream().map(this::merged).toList());
        }

        Program apply() {
            List<Step> steps = new ArrayList<>();
            for (Step step : program.steps()) {
                List<Step> spreads = new ArrayList<>();
                Step merged = merged(step, spreads);
                steps.addAll(spreads);
                steps.add(merged);
            }
            return program.withBuffers(buffers).withSteps(steps);
        }

        private Buffer merged(Buffer buffer) {
            List<Dim> dims = buffer.dims();
            int at = dims.indexOf(groups);
            if (at < 0 || at + 1 >= dims.size() || !dims.get(at + 1).equals(members)) {
                return buffer;
            }
            List<Dim> all = new ArrayList<>(dims);
            all.subList(at, at + 2).clear();
            all.add(at, channels);
            return new Buffer(buffer.name(), buffer.kind(), all);
        }

        private Step merged(Step step, List<Step> spreads) {
            return step instanceof Step.Run run
                    ? new Step.Run(merged(run.nest(), spreads))
                    : step.withInner(step.inner().stream()
                            .map(inner -> merged(inner, spreads))
                            .toList());
        }

        private Nest merged(Nest nest, List<Step> spreads) {
            List<Loop> loops = new ArrayList<>(nest.loops());
            boolean runsAlongMembers = loops.removeIf(loop -> loop.dim().equals(members));
            if (!runsAlongMembers) {
                return nest;
            }
            loops.replaceAll(
                    loop -> loop.dim().equals(groups) ? new Loop(channels, loop.isTiled(), loop.kind(), 1) : loop);
            return nest.withLoops(loops)
                    .withBody(nest.body().stream()
                            .map(statement ->
                                    statement.map(value -> Exprs.map(value, part -> channelwise(part, spreads))))
                            .toList());
        }

        private Expr channelwise(Expr part, List<Step> spreads) {
            boolean isOfGroups = part instanceof Expr.Ref ref
                    && program.hasBuffer(ref.name())
                    && program.buffer(ref.name()).dims().contains(groups)
                    && !program.buffer(ref.name()).dims().contains(members);
            return isOfGroups ? new Expr.Ref(copy(program.buffer(((Expr.Ref) part).name()), spreads)) : part;
        }

        private String copy(Buffer buffer, List<Step> spreads) {
            return copies.computeIfAbsent(buffer.name(), name -> {
                String copy = FreeNames.like(name + "OfChannel", program::hasBuffer);
                List<Dim> dims = buffer.dims().stream()
                        .map(dim -> dim.equals(groups) ? channels : dim)
                        .toList();
                buffers.add(new Buffer(copy, Buffer.Kind.VALUE, dims));
                spreads.add(new Step.Spread(name, members, copy));
                return copy;
            });
        }
    }
}
