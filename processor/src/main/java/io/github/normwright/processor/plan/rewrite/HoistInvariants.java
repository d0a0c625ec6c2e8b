package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Names;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives a local name to every element that is loaded more than once or that an inner loop would load again and again, and
 * to every subexpression that an inner loop would compute again; each then stands in as few loops as it can. So a nest loads
 * each tensor in one place, on which the names of locals in generated code rely.
 */
public final class HoistInvariants implements Rewrite {

    /** The loops of which several iterations are written one beside the other. */
    private static final Set<Loop.Kind> SHARING =
            Set.of(Loop.Kind.PAIRS, Loop.Kind.FOURS, Loop.Kind.GROUPS, Loop.Kind.QUARTERS, Loop.Kind.LANE_BLOCKS);

    @Override
    public String title() {
        return "hoist invariants";
    }

    @Override
    public Program apply(Program program) {
        return program.mapNests(nest -> new Hoist(program, nest).nest());
    }

    private static final class Hoist {

        private final Program program;
        private final Nest nest;
        private final Names names;
        private final Map<Expr, String> locals = new LinkedHashMap<>();
        private final List<Statement> body = new ArrayList<>();

        Hoist(Program program, Nest nest) {
            this.program = program;
            this.nest = nest;
            this.names = Names.of(program, nest);
        }

        Nest nest() {
            for (Statement statement : nest.body()) {
                if (statement instanceof Statement.Store store && isComputedValue(store)) {
                    Expr value = hoisted(store.value(), names.depth(store));
                    body.add(new Statement.Define(store.target(), value));
                    body.add(new Statement.Store(store.target(), new Ref(store.target())));
                } else {
                    int depth = names.depth(statement);
                    body.add(statement.map(value -> hoisted(value, depth)));
                }
            }
            return nest.withBody(body);
        }

        /** A small value is used again, in this nest or by whoever reads the code: it gets its name. */
        private boolean isComputedValue(Statement.Store store) {
            return program.buffer(store.target()).kind() == Buffer.Kind.VALUE && !(store.value() instanceof Ref);
        }

        private Expr hoisted(Expr value, int depth) {
            if (value instanceof Ref ref) {
                return isLoad(ref)
                                && !isAssignedAgain(ref.name())
                                && (uses(ref) > 1 || depthOf(ref) < depth || isShared(ref))
                        ? local(ref, localName(ref.name()))
                        : ref;
            }
            boolean isComputed = !Exprs.operands(value).isEmpty();
            if (isComputed && depthOf(value) < depth) {
                return local(value, unused("invariant"));
            }
            return Exprs.withOperands(
                    value,
                    Exprs.operands(value).stream()
                            .map(operand -> hoisted(operand, depth))
                            .toList());
        }

        private Ref local(Expr value, String name) {
            String known = locals.get(value);
            if (known != null) {
                return new Ref(known);
            }
            Expr inner = value instanceof Ref ? value : hoisted(value, depthOf(value));
            locals.put(value, name);
            body.add(new Statement.Define(name, inner));
            return new Ref(name);
        }

        /** Whether the iterations of a loop that are done at once have it in common. */
        private boolean isShared(Ref ref) {
            return nest.loops().stream()
                    .anyMatch(loop -> SHARING.contains(loop.kind())
                            && !names.dims(ref.name()).contains(loop.dim()));
        }

        private boolean isLoad(Ref ref) {
            return !names.isLocal(ref.name())
                    && nest.body().stream()
                            .noneMatch(statement -> statement instanceof Statement.Store store
                                    && store.target().equals(ref.name())
                                    && isComputedValue(store));
        }

        private int depthOf(Expr value) {
            boolean isAssigned = Exprs.names(value).stream().anyMatch(this::isAssignedAgain);
            return isAssigned ? nest.loops().size() : names.depth(names.dims(value));
        }

        /** Whether a loop assigns to a variable from one iteration to the next, so that it must be read in each. */
        private boolean isAssignedAgain(String name) {
            return program.hasBuffer(name)
                    && program.buffer(name).kind() == Buffer.Kind.VARIABLE
                    && nest.results().contains(name)
                    && nest.loops().stream()
                            .anyMatch(loop -> !program.buffer(name).dims().contains(loop.dim()));
        }

        private long uses(Ref ref) {
            long[] uses = {0};
            for (Statement statement : nest.body()) {
                Exprs.forEach(statement.value(), part -> uses[0] += part.equals(ref) ? 1 : 0);
            }
            return uses[0];
        }

        private String localName(String buffer) {
            return program.buffer(buffer).isCallers() ? unused(buffer + "Value") : buffer;
        }

        /** Names that differ in more than a number, for copies of a local end in one. */
        private String unused(String wanted) {
            String name = wanted;
            while (names.isLocal(name) || program.hasBuffer(name) || locals.containsValue(name)) {
                name = "other" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
            }
            return name;
        }
    }
}
