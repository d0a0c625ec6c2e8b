package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.plan.Buffer;
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
 * Lets a map over rows of channels take two rows at once, half a tile apart, with vectors that start where lines of the
 * cache start: what belongs to a channel is read once for both, and no store touches two lines. A vector may then run on
 * from one row into the next, so what belongs to channels is read from copies that begin again behind the last channel.
 * Where several tensors are stored, one row is taken after the other, for two of each were more than the machine reads
 * ahead of.
 */
public final class PairRows implements Rewrite {

    @Override
    public String title() {
        return "pair rows";
    }

    @Override
    public Program apply(Program program) {
        return new Pairing(program).apply();
    }

    private static final class Pairing {

        private final Program program;
        private final List<Buffer> buffers;
        private final Map<String, String> wrapped = new LinkedHashMap<>();

        Pairing(Program program) {
            this.program = program;
            this.buffers = new ArrayList<>(program.buffers());
        }

        Program apply() {
            List<Step> steps = new ArrayList<>();
            for (Step step : program.steps()) {
                List<Step> wraps = new ArrayList<>();
                Step paired = paired(step, wraps);
                steps.addAll(wraps);
                steps.add(paired);
            }
            return program.withBuffers(buffers).withSteps(steps);
        }

        private Step paired(Step step, List<Step> wraps) {
            if (step instanceof Step.Run run) {
                boolean isMap = !run.nest().isReduction()
                        && run.nest().loops().stream().allMatch(loop -> loop.kind() == Loop.Kind.SEQUENTIAL)
                        && RowLoops.isOverRows(run.nest(), program);
                return isMap ? new Step.Run(paired(run.nest(), wraps)) : step;
            }
            return step.withInner(
                    step.inner().stream().map(inner -> paired(inner, wraps)).toList());
        }

        private Nest paired(Nest nest, List<Step> wraps) {
            Map<String, String> names = new LinkedHashMap<>();
            RowLoops.buffers(nest, program)
                    .filter(buffer -> buffer.dims().equals(program.layout().kept()))
                    .forEach(buffer -> names.put(buffer.name(), wrap(buffer, wraps)));
            List<Loop> loops =
                    List.of(nest.loops().get(0).as(kind(nest)), nest.loops().get(1));
            return nest.withLoops(loops)
                    .withBody(nest.body().stream()
                            .map(statement -> statement.map(value -> Exprs.map(
                                    value,
                                    part -> part instanceof Expr.Ref ref && names.containsKey(ref.name())
                                            ? new Expr.Ref(names.get(ref.name()))
                                            : part)))
                            .toList());
        }

        private static Loop.Kind kind(Nest nest) {
            return nest.results().size() > 1 ? Loop.Kind.ALIGNED : Loop.Kind.PAIRS;
        }

        private String wrap(Buffer buffer, List<Step> wraps) {
            return wrapped.computeIfAbsent(buffer.name(), name -> {
                String copy = FreeNames.like(
                        "wrapped" + Character.toUpperCase(name.charAt(0)) + name.substring(1), program::hasBuffer);
                buffers.add(new Buffer(copy, Buffer.Kind.WRAPPED, buffer.dims()));
                wraps.add(new Step.Wrap(name, copy));
                return copy;
            });
        }
    }
}
