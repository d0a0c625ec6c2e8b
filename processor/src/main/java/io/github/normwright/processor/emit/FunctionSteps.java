package io.github.normwright.processor.emit;

import io.github.normwright.processor.elementary.ElementaryFunctions;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Expr.Unary;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.spi.Precision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replaces the elementary functions in a nest by their steps, each of them a local of the nest. */
final class FunctionSteps {

    private final Precision precision;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> locals = new HashSet<>();
    private final Map<Unary, Expr> known = new LinkedHashMap<>();
    private final List<Statement> body = new ArrayList<>();

    private FunctionSteps(Program program, Nest nest, Precision precision) {
        this.precision = precision;
        program.buffers().forEach(buffer -> taken.addAll(List.of(buffer.name(), buffer.array())));
        nest.body().forEach(statement -> {
            if (statement instanceof Statement.Define define) {
                taken.add(define.name());
            }
        });
    }

    /** The nest with steps instead of functions. */
    static Nest inPlace(Program program, Nest nest, Precision precision) {
        FunctionSteps steps = new FunctionSteps(program, nest, precision);
        nest.body().forEach(steps::add);
        return nest.withBody(steps.body);
    }

    private void add(Statement statement) {
        if (!(statement instanceof Statement.Define define)) {
            body.add(statement.map(this::inSteps));
            return;
        }
        if (define.value() instanceof Unary unary && unary.operator().isElementary()) {
            Unary call = new Unary(unary.operator(), inSteps(unary.operand()));
            body.add(new Statement.Define(define.name(), value(call)));
            known.putIfAbsent(call, new Ref(define.name()));
        } else {
            body.add(define.map(this::inSteps));
        }
        locals.add(define.name());
    }

    private Expr inSteps(Expr value) {
        return Exprs.map(
                value,
                part -> part instanceof Unary unary && unary.operator().isElementary()
                        ? known.computeIfAbsent(unary, this::defined)
                        : part);
    }

    private Expr defined(Unary call) {
        return define(call.operator().symbol(), value(call));
    }

    private Expr value(Unary call) {
        // It stands in several steps.
        boolean isLocal = call.operand() instanceof Ref ref && locals.contains(ref.name());
        Expr operand = isLocal ? call.operand() : define("operand", call.operand());
        return ElementaryFunctions.of(call.operator(), operand, precision, this::define);
    }

    private Ref define(String wanted, Expr value) {
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            name = wanted + number;
        }
        locals.add(name);
        body.add(new Statement.Define(name, value));
        return new Ref(name);
    }
}
