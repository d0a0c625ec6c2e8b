package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Along which dimensions the values of a nest vary, and so in how many of its loops a statement stands. */
public final class Names {

    private final Program program;
    private final List<Loop> loops;
    private final Map<String, List<Dim>> locals = new LinkedHashMap<>();

    private Names(Program program, List<Loop> loops) {
        this.program = program;
        this.loops = loops;
    }

    /** The names of a nest of a program. */
    public static Names of(Program program, Nest nest) {
        Names names = new Names(program, nest.loops());
        nest.body().forEach(names::add);
        return names;
    }

    private void add(Statement statement) {
        if (statement instanceof Statement.Define define) {
            locals.put(define.name(), dims(define.value()));
        }
    }

    /** Whether a name is defined in the nest rather than an array. */
    public boolean isLocal(String name) {
        return locals.containsKey(name);
    }

    /** The dimensions along which an expression varies. */
    public List<Dim> dims(Expr value) {
        List<Dim> dims = new ArrayList<>();
        for (String name : Exprs.names(value)) {
            dims(name).stream().filter(dim -> !dims.contains(dim)).forEach(dims::add);
        }
        return dims;
    }

    /** The dimensions along which a local value or an array varies. */
    public List<Dim> dims(String name) {
        List<Dim> local = locals.get(name);
        return local != null ? local : program.buffer(name).dims();
    }

    /** In how many of the nest's loops something stands that varies along some dimensions. */
    public int depth(List<Dim> dims) {
        for (int depth = loops.size(); depth > 0; depth--) {
            if (dims.contains(loops.get(depth - 1).dim())) {
                return depth;
            }
        }
        return 0;
    }

    /** In how many of the nest's loops a statement stands. */
    public int depth(Statement statement) {
        if (statement instanceof Statement.Define define) {
            return depth(dims(define.name()));
        }
        if (statement instanceof Statement.Store store) {
            // A local of the same name may vary along less: the gradient of a parameter that has no effect is one zero.
            return Math.max(
                    depth(dims(store.value())),
                    depth(program.buffer(store.target()).dims()));
        }
        return loops.size();
    }

    /** In how many of the nest's loops its sums start: all that run along what they are kept for. */
    public int sumDepth() {
        int depth = 0;
        while (depth < loops.size() && loops.get(depth).dim().isKept()) {
            depth++;
        }
        return depth;
    }
}
