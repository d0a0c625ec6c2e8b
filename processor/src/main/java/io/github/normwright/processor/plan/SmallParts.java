package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.ir.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the parts of a formula that vary along fewer axes than the tensor out of it, as definitions of their own: they
 * are then computed once and not once for every element, however the formula was written down.
 */
final class SmallParts {

    private static final String COEFFICIENT = "Coefficient";

    private final Algorithm algorithm;
    private final Layout layout;
    private final Map<String, Axes> axes;
    private final List<Definition> definitions = new ArrayList<>();
    private final Map<Expr, Ref> taken = new LinkedHashMap<>();

    private SmallParts(Algorithm algorithm, Layout layout) {
        this.algorithm = algorithm;
        this.layout = layout;
        this.axes = algorithm.axesByName();
    }

    /** The same algorithm with its small parts defined apart. */
    static Algorithm apart(Algorithm algorithm, Layout layout) {
        return new SmallParts(algorithm, layout).run();
    }

    private Algorithm run() {
        for (Definition definition : algorithm.definitions()) {
            definitions.add(apart(definition));
        }
        List<Result> results = new ArrayList<>();
        for (Result result : algorithm.results()) {
            results.add(
                    result instanceof Result.Output output
                            ? new Result.Output(output.target(), apart(output.value(), output.target()))
                            : result);
        }
        return new Algorithm(algorithm.name(), algorithm.space(), algorithm.operands(), definitions, results);
    }

    private Definition apart(Definition definition) {
        if (!isLarge(definition.value())) {
            return definition;
        }
        return definition.map(value -> apart(value, definition.names().get(0)));
    }

    private Expr apart(Expr value, String user) {
        if (!isLarge(value)) {
            boolean isComputed =
                    !Exprs.operands(value).isEmpty() && !Exprs.names(value).isEmpty();
            return isComputed ? taken.computeIfAbsent(value, part -> define(part, user)) : value;
        }
        List<Expr> operands = Exprs.operands(value).stream()
                .map(operand -> apart(operand, user))
                .toList();
        return Exprs.withOperands(value, operands);
    }

    private Ref define(Expr part, String user) {
        // A number at the end would be that of a copy, where a loop takes several elements at once.
        String name = user + FreeNames.ending(number -> axes.containsKey(user + number + COEFFICIENT)) + COEFFICIENT;
        axes.put(name, algorithm.axesOf(part));
        definitions.add(new Definition.Map(name, part));
        return new Ref(name);
    }

    /** Whether a value is as large as the tensor, or varies along a reduced dimension. */
    private boolean isLarge(Expr value) {
        Axes along = Exprs.names(value).stream().map(axes::get).reduce(Axes.NONE, Axes::union);
        return along.equals(algorithm.space()) || !layout.isKept(along);
    }
}
