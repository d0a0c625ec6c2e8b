package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes small values that only their own nest uses into locals, so that no array is written for them. */
public final class KeepLocal implements Rewrite {

    private final Set<String> usedElsewhere;

    /**
     * @param usedElsewhere the values that other programs or the caller read
     */
    public KeepLocal(Set<String> usedElsewhere) {
        this.usedElsewhere = Set.copyOf(usedElsewhere);
    }

    @Override
    public String title() {
        return "keep local";
    }

    @Override
    public Program apply(Program program) {
        Set<String> local = new LinkedHashSet<>();
        Set<String> readByStep = new LinkedHashSet<>();
        program.steps().stream()
                .filter(step -> !(step instanceof Step.Run))
                .forEach(step -> readByStep.addAll(step.reads()));
        for (Nest nest : program.nests()) {
            for (Statement statement : nest.body()) {
                if (statement instanceof Statement.Store store
                        && program.buffer(store.target()).kind() == Buffer.Kind.VALUE
                        && !usedElsewhere.contains(store.target())
                        && !isUsedOutside(nest, store.target(), program)
                        && !readByStep.contains(store.target())) {
                    local.add(store.target());
                }
            }
        }
        List<Buffer> arrays = program.buffers().stream()
                .filter(buffer -> !local.contains(buffer.name()))
                .toList();
        return program.mapNests(nest -> withLocals(nest, local)).withBuffers(arrays);
    }

    private static boolean isUsedOutside(Nest own, String name, Program program) {
        return program.nests().stream()
                .filter(nest -> nest != own)
                .flatMap(nest -> nest.body().stream())
                .anyMatch(statement -> statement.reads().contains(name));
    }

    private static Nest withLocals(Nest nest, Set<String> local) {
        return nest.withBody(nest.body().stream()
                .map(statement -> statement instanceof Statement.Store store && local.contains(store.target())
                        ? new Statement.Define(store.target(), store.value())
                        : statement)
                .toList());
    }
}
