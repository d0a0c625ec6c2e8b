package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Lets nests read what belongs to channels from copies that begin again behind the last channel. */
final class WrapValues {

    private final Program program;
    private final int rows;
    private final List<Buffer> buffers;
    private final Map<String, String> wrapped = new LinkedHashMap<>();

    /**
     * @param program the program
     * @param rows for how many rows the copies have what belongs to a channel
     */
    WrapValues(Program program, int rows) {
        this.program = program;
        this.rows = rows;
        this.buffers = new ArrayList<>(program.buffers());
        program.steps().forEach(this::addKnown);
    }

    private void addKnown(Step step) {
        if (step instanceof Step.Wrap wrap && program.buffer(wrap.wrapped()).joined() == rows) {
            wrapped.put(wrap.source(), wrap.wrapped());
        }
    }

    /**
     * The program with some nests replaced.
     *
     * @param which the nests that are to read copies
     * @param replacement what else becomes of them, before
     */
    Program apply(Predicate<Nest> which, UnaryOperator<Nest> replacement) {
        List<Step> steps = new ArrayList<>();
        for (Step step : program.steps()) {
            List<Step> wraps = new ArrayList<>();
            UnaryOperator<Nest> rewrite = nest -> which.test(nest) ? wrapped(replacement.apply(nest), wraps) : nest;
            Step replaced = step instanceof Step.ForParts parts
                    ? parts.withInner(inParts(parts, rewrite, wraps))
                    : replaced(step, rewrite);
            steps.addAll(wraps);
            steps.add(replaced);
        }
        return program.withBuffers(buffers).withSteps(steps);
    }

    /**
     * The steps of parts, in front of which copies are made of what belongs to a part.
     *
     * @param wraps receives the copies that are to be made, of which those that no part has of its own are left in it
     */
    private List<Step> inParts(Step.ForParts parts, UnaryOperator<Nest> rewrite, List<Step> wraps) {
        List<Step> steps = new ArrayList<>();
        for (Step step : parts.steps()) {
            Step replaced = replaced(step, rewrite);
            List<Step> ofPart =
                    wraps.stream().filter(wrap -> belongsTo(parts, wrap)).toList();
            wraps.removeAll(ofPart);
            steps.addAll(ofPart);
            steps.add(replaced);
        }
        return steps;
    }

    private boolean belongsTo(Step.ForParts parts, Step wrap) {
        return buffers.stream()
                .filter(buffer -> wrap.results().contains(buffer.name()))
                .anyMatch(buffer -> buffer.dims().contains(parts.dims().get(0)));
    }

    private static Step replaced(Step step, UnaryOperator<Nest> replacement) {
        return step instanceof Step.Run run
                ? new Step.Run(replacement.apply(run.nest()))
                : step.withInner(step.inner().stream()
                        .map(inner -> replaced(inner, replacement))
                        .toList());
    }

    private Nest wrapped(Nest nest, List<Step> wraps) {
        Map<String, String> names = new LinkedHashMap<>();
        RowLoops.ofChannels(nest, program).forEach(buffer -> names.put(buffer.name(), wrap(buffer, wraps)));
        return nest.withBody(nest.body().stream()
                .map(statement -> statement.map(value -> Exprs.map(
                        value,
                        part -> part instanceof Expr.Ref ref && names.containsKey(ref.name())
                                ? new Expr.Ref(names.get(ref.name()))
                                : part)))
                .toList());
    }

    private String wrap(Buffer buffer, List<Step> wraps) {
        return wrapped.computeIfAbsent(buffer.name(), name -> {
            String copy = FreeNames.like(
                    "wrapped" + Character.toUpperCase(name.charAt(0)) + name.substring(1), program::hasBuffer);
            buffers.add(new Buffer(copy, Buffer.Kind.WRAPPED, buffer.dims(), rows));
            wraps.add(new Step.Wrap(name, copy));
            return copy;
        });
    }
}
