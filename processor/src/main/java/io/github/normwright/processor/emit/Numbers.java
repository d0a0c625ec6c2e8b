package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Constant;
import io.github.normwright.processor.ir.Expr.Count;
import io.github.normwright.processor.ir.Expr.Setting;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How constants, settings and counts are written, as numbers and in all lanes of a vector. */
final class Numbers {

    private static final Map<Double, String> WORDS = Map.of(0.0, "zero", 1.0, "one", 2.0, "two", 0.5, "half");

    private final ElementType type;
    private final Layout layout;
    private final Map<Expr, String> lanes = new LinkedHashMap<>();

    Numbers(ElementType type, Layout layout) {
        this.type = type;
        this.layout = layout;
    }

    static boolean isNumber(Expr expr) {
        return expr instanceof Constant || expr instanceof Setting || expr instanceof Count;
    }

    /** The name of the vector of a number. */
    String lanes(Expr number) {
        return lanes.computeIfAbsent(number, each -> FreeNames.like(name(each), lanes::containsValue));
    }

    /** The vector of a number. That of zero is asked for by name, with which C2 of JDK 17 allocated it less often. */
    CodeBlock vector(Expr number, LaneTarget target) {
        boolean isZero =
                number instanceof Constant constant && Double.valueOf(0).equals(constant.value());
        return isZero ? target.zero() : target.spread(scalar(number));
    }

    /** The number itself. */
    CodeBlock scalar(Expr number) {
        if (number instanceof Constant constant) {
            return CodeBlock.of("$L", type.literal(constant.value()));
        }
        if (number instanceof Setting setting) {
            return CodeBlock.of("$L", JavaNames.constant(setting.name()));
        }
        List<Dim> dims = layout.dimsOf(((Count) number).over());
        if (dims.stream().allMatch(dim -> dim.size().isStatic())) {
            int product = dims.stream().mapToInt(dim -> dim.size().constant()).reduce(1, Math::multiplyExact);
            return CodeBlock.of("$L", type.literal(product));
        }
        String product = dims.stream().map(JavaNames::count).collect(Collectors.joining(" * "));
        return CodeBlock.of("($T) $L", type.primitive(), dims.size() > 1 ? "(" + product + ")" : product);
    }

    private static String name(Expr number) {
        if (number instanceof Constant constant) {
            return WORDS.getOrDefault(constant.value(), "constant");
        }
        return JavaNames.lanes(number instanceof Setting setting ? setting.name() : "count");
    }
}
