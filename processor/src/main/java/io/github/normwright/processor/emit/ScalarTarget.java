package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.BinaryOperator;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Infix;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.spi.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Plain Java: one lane. Sums run in eight independent registers, for a single one would wait for every addition. */
final class ScalarTarget implements LaneTarget {

    private static final int REGISTERS = 8;
    private static final String SELECT = "select";

    private final ElementType type;

    ScalarTarget(ElementType type) {
        this.type = type;
    }

    @Override
    public TypeName laneType() {
        return type.primitive();
    }

    @Override
    public String lanes() {
        return "1";
    }

    @Override
    public int blockRegisters() {
        return REGISTERS;
    }

    @Override
    public int wideBlockRegisters() {
        return 0;
    }

    @Override
    public int rowsInLoop(int loads) {
        return 1;
    }

    @Override
    public int rowsAtOnce(int wanted) {
        return wanted;
    }

    @Override
    public boolean spreadsNumbers() {
        return false;
    }

    @Override
    public CodeBlock load(Elements elements, CodeBlock.Builder steps) {
        return load(elements.buffer(), elements.index());
    }

    /** One element. */
    CodeBlock load(Buffer buffer, String index) {
        CodeBlock element = CodeBlock.of("$L[$L]", buffer.array(), index);
        return isConverted(buffer) ? CodeBlock.of("$T.toFloat($L)", type.converter(), element) : element;
    }

    @Override
    public void store(Elements elements, CodeBlock value, CodeBlock.Builder code) {
        Buffer buffer = elements.buffer();
        CodeBlock element = isConverted(buffer) ? CodeBlock.of("$T.fromFloat($L)", type.converter(), value) : value;
        code.addStatement("$L[$L] = $L", buffer.array(), elements.index(), element);
    }

    private boolean isConverted(Buffer buffer) {
        return type.isConverted() && buffer.kind() == Buffer.Kind.TENSOR;
    }

    @Override
    public CodeBlock spread(CodeBlock number) {
        return number;
    }

    @Override
    public CodeBlock zero() {
        return CodeBlock.of("0");
    }

    @Override
    public CodeBlock add(String sum, CodeBlock value) {
        return CodeBlock.of("$L += $L", sum, value);
    }

    @Override
    public Sweep sweep() {
        return new Sweep(Integer.toString(REGISTERS), REGISTERS, false);
    }

    @Override
    public CodeBlock fold(String lanes, String start) {
        return CodeBlock.of("$T.fold($L, $L)", JavaTypes.SUM_LANES, lanes, start);
    }

    @Override
    public CodeBlock foldInPlace(String sum, CodeBlock.Builder steps) {
        throw new IllegalStateException("a number is one lane only");
    }

    @Override
    public CodeBlock write(Expr expr, Function<Expr, CodeBlock> leaf) {
        Writer writer = new Writer(leaf);
        String format = writer.write(expr);
        return CodeBlock.of(format, writer.leaves.toArray());
    }

    /** Whether code calls {@link #selection}. */
    static boolean selects(String code) {
        return code.contains(SELECT + "(");
    }

    /** The method that stands for a choice between two values; kernels with vectors inherit it. */
    static MethodSpec selection(ElementType type) {
        boolean isSingle = type.precision() == Precision.SINGLE;
        String ofBits = isSingle ? "Float.intBitsToFloat" : "Double.longBitsToDouble";
        String bits = isSingle ? "Float.floatToRawIntBits" : "Double.doubleToRawLongBits";
        return MethodSpec.methodBuilder(SELECT)
                .addModifiers(Modifier.STATIC)
                .addJavadoc("One of two numbers, without a jump: which of them it is, no machine could predict.\n")
                .addParameter(TypeName.BOOLEAN, "condition")
                .addParameter(type.primitive(), "then")
                .addParameter(type.primitive(), "otherwise")
                .returns(type.primitive())
                .addStatement("$T mask = condition ? -1 : 0", isSingle ? TypeName.INT : TypeName.LONG)
                .addStatement("return $L($L(then) & mask$W| $L(otherwise) & ~mask)", ofBits, bits, bits)
                .build();
    }

    /** Writes the format of a block of code, in which leaves stand by their numbers, so that classes they name are imported. */
    private final class Writer extends Infix {

        private final List<CodeBlock> leaves = new ArrayList<>();
        private final Function<Expr, CodeBlock> leaf;

        Writer(Function<Expr, CodeBlock> leaf) {
            this.leaf = leaf;
        }

        @Override
        protected Text leaf(Expr expr) {
            CodeBlock code = leaf.apply(expr);
            String text = code.toString();
            boolean isPrefixed = text.startsWith("-") || text.startsWith("(");
            leaves.add(code);
            return new Text("$" + leaves.size() + "L", isPrefixed ? Precedence.PREFIX : Precedence.ATOM);
        }

        @Override
        protected Text call(UnaryOperator operator, Text operand) {
            return switch (operator) {
                case ABSOLUTE -> new Text("Math.abs(" + operand.text() + ")", Precedence.ATOM);
                case SQRT -> sqrt(operand);
                case STOP_GRADIENT -> operand;
                case LAST_BITS_AS_EXPONENT -> lastBitsAsExponent(operand);
                case EXP, EXPM1, TANH, SIGMOID, SOFTPLUS, NORMAL_CDF ->
                    new Text(operator.symbol() + "(" + operand.text() + ")", Precedence.ATOM);
                case NEGATE, RECIPROCAL_SQRT -> throw new IllegalStateException("not a call: " + operator);
            };
        }

        private Text lastBitsAsExponent(Text operand) {
            String call = type.precision() == Precision.SINGLE
                    ? "Float.intBitsToFloat(Float.floatToRawIntBits(%s) << %d)"
                    : "Double.longBitsToDouble(Double.doubleToRawLongBits(%s) << %d)";
            return new Text(call.formatted(operand.text(), type.fractionBits()), Precedence.ATOM);
        }

        /** The square root in double precision, rounded to float, is the correctly rounded square root of a float. */
        private Text sqrt(Text operand) {
            String root = "Math.sqrt(" + operand.text() + ")";
            return type.precision() == Precision.SINGLE
                    ? new Text("(float) " + root, Precedence.PREFIX)
                    : new Text(root, Precedence.ATOM);
        }

        @Override
        protected Text select(Expr.Select select) {
            String arguments = condition(select) + ", " + write(select.then()) + ", " + write(select.otherwise());
            return new Text(SELECT + "(" + arguments + ")", Precedence.ATOM);
        }

        @Override
        protected Text call(BinaryOperator operator, Text left, Text right) {
            String name = operator == BinaryOperator.MAXIMUM ? "Math.max" : "Math.min";
            return new Text(name + "(" + left.text() + ", " + right.text() + ")", Precedence.ATOM);
        }
    }
}
