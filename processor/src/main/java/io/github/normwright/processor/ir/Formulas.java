package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Constant;
import io.github.normwright.processor.ir.Expr.Count;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Expr.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints algorithms as formulas, for the headers of generated sources, for error messages and for tests. */
public final class Formulas extends Infix {

    private static final Formulas INSTANCE = new Formulas();

    private Formulas() {}

    /** An expression on one line. */
    public static String of(Expr expr) {
        return INSTANCE.write(expr);
    }

    /** A definition on one line. */
    public static String of(Definition definition) {
        String names = String.join(", ", definition.names());
        String value = of(definition.value());
        if (definition instanceof Definition.Map) {
            return names + " = " + value;
        }
        if (definition instanceof Definition.ReplicaSum) {
            return names + " = sum(" + value + ") over all replicas";
        }
        String over =
                definition.over().isEmpty() ? "no axis" : definition.over().toString();
        if (definition instanceof Definition.Moments moments) {
            String weighted =
                    moments.weight().map(weight -> ", weight " + of(weight)).orElse("");
            String replicas = moments.isSynchronized() ? " and all replicas" : "";
            return names + " = moments(" + value + weighted + ") over " + over + replicas;
        }
        return names + " = sum(" + value + ") over " + over;
    }

    /** A result on one line. */
    public static String of(Result result) {
        if (result instanceof Result.Check check) {
            return "fails unless " + of(check.value()) + " == 0: " + check.target();
        }
        String arrow = result instanceof Result.Update ? " <- " : " = ";
        String target = result instanceof Result.ParameterGradient ? "d" + result.target() : result.target();
        return target + arrow + of(result.value());
    }

    /** An algorithm, a line for its operands and one for each definition and result. */
    public static List<String> of(Algorithm algorithm) {
        List<String> lines = new ArrayList<>();
        String operands = algorithm.operands().stream()
                .map(operand -> operand.name() + "[" + operand.axes() + "]")
                .collect(Collectors.joining(", "));
        lines.add(algorithm.name() + "(" + operands + ")");
        algorithm.definitions().forEach(definition -> lines.add("    " + of(definition)));
        algorithm.results().forEach(result -> lines.add("    " + of(result)));
        return lines;
    }

    /** A number as a person writes it: 2 and not 2.0. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    protected Text leaf(Expr leaf) {
        if (leaf instanceof Ref ref) {
            return new Text(ref.name(), Precedence.ATOM);
        }
        if (leaf instanceof Setting setting) {
            return new Text(setting.name(), Precedence.ATOM);
        }
        if (leaf instanceof Count count) {
            return new Text("count(" + count.over() + ")", Precedence.ATOM);
        }
        double value = ((Constant) leaf).value();
        return new Text(number(value), value < 0 ? Precedence.PREFIX : Precedence.ATOM);
    }

    @Override
    protected Text call(UnaryOperator operator, Text operand) {
        return operator == UnaryOperator.RECIPROCAL_SQRT
                ? new Text("1 / sqrt(" + operand.text() + ")", Precedence.PRODUCT)
                : new Text(operator.symbol() + "(" + operand.text() + ")", Precedence.ATOM);
    }

    @Override
    protected Text call(BinaryOperator operator, Text left, Text right) {
        return new Text(operator.symbol() + "(" + left.text() + ", " + right.text() + ")", Precedence.ATOM);
    }
}
