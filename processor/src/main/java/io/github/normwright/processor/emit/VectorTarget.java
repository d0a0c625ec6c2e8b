package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.BinaryOperator;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Select;
import io.github.normwright.processor.ir.Expr.Unary;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.spi.Precision;
import java.util.Map;
import java.util.function.Function;

/**
 * The Vector API: as many lanes as the vectors of the machine have. No operation is used whose result depends on their
 * number: no {@code reduceLanes}, and no fused multiply-add, which plain Java would have to emulate where the machine has
 * none.
 */
final class VectorTarget implements LaneTarget {

    private static final int REGISTERS = 4;

    /** Vectors of 512 bits come with 32 registers, enough for two sums and a pivot of each of as many vectors. */
    private static final int WIDE_REGISTERS = 8;

    /**
     * How many loads a loop has that the JIT compiler takes as it is. It copies shorter ones eight times and more, with
     * all loads in front, in no order of memory, and does not keep the sums in registers.
     */
    private static final int LOADS_IN_LOOP = 8;

    /** Conversions are so many operations that the JIT compiler would not make registers of all vectors of more copies. */
    private static final int CONVERTED_COPIES = 2;

    private static final ClassName OPERATORS = ClassName.get("jdk.incubator.vector", "VectorOperators");

    private static final Map<UnaryOperator, String> UNARY =
            Map.of(UnaryOperator.NEGATE, "neg", UnaryOperator.ABSOLUTE, "abs", UnaryOperator.SQRT, "sqrt");
    private static final Map<BinaryOperator, String> BINARY = Map.of(
            BinaryOperator.ADD, "add",
            BinaryOperator.SUBTRACT, "sub",
            BinaryOperator.MULTIPLY, "mul",
            BinaryOperator.DIVIDE, "div",
            BinaryOperator.MAXIMUM, "max",
            BinaryOperator.MINIMUM, "min");
    private static final Map<Comparison, String> COMPARISON = Map.of(
            Comparison.LESS, "LT",
            Comparison.LESS_OR_EQUAL, "LE",
            Comparison.GREATER, "GT",
            Comparison.GREATER_OR_EQUAL, "GE",
            Comparison.EQUAL, "EQ",
            Comparison.NOT_EQUAL, "NE");

    private final ElementType type;
    private final int blockRegisters;

    VectorTarget(ElementType type) {
        this(type, type.isConverted() ? CONVERTED_COPIES : REGISTERS);
    }

    private VectorTarget(ElementType type, int blockRegisters) {
        this.type = type;
        this.blockRegisters = blockRegisters;
    }

    /** For loops with so many steps that they keep the machine busy without copies side by side. */
    static VectorTarget ofLongLoops(ElementType type) {
        return new VectorTarget(type, 1);
    }

    @Override
    public TypeName laneType() {
        return type.vector();
    }

    @Override
    public String lanes() {
        return "LANES";
    }

    @Override
    public int blockRegisters() {
        return blockRegisters;
    }

    @Override
    public int wideBlockRegisters() {
        return blockRegisters == REGISTERS ? WIDE_REGISTERS : 0;
    }

    @Override
    public int rowsInLoop(int loads) {
        return blockRegisters == REGISTERS ? Math.max(1, LOADS_IN_LOOP / loads) : 1;
    }

    @Override
    public int rowsAtOnce(int wanted) {
        return type.isConverted() ? Math.min(wanted, CONVERTED_COPIES) : wanted;
    }

    @Override
    public boolean spreadsNumbers() {
        return true;
    }

    @Override
    public CodeBlock load(Elements elements, CodeBlock.Builder steps) {
        return isConverted(elements.buffer())
                ? new SixteenBitVectors(type).load(elements, steps)
                : CodeBlock.of(
                        "$T.fromArray(SPECIES, $L, $L)",
                        type.vector(),
                        elements.buffer().array(),
                        elements.index());
    }

    @Override
    public void store(Elements elements, CodeBlock value, CodeBlock.Builder code) {
        if (isConverted(elements.buffer())) {
            new SixteenBitVectors(type).store(elements, value, code);
        } else {
            code.addStatement("$L$Z.intoArray($L, $L)", value, elements.buffer().array(), elements.index());
        }
    }

    private boolean isConverted(Buffer buffer) {
        return type.isConverted() && buffer.kind() == Buffer.Kind.TENSOR;
    }

    @Override
    public CodeBlock spread(CodeBlock number) {
        return CodeBlock.of("$T.broadcast(SPECIES, $L)", type.vector(), number);
    }

    @Override
    public CodeBlock zero() {
        return CodeBlock.of("$T.zero(SPECIES)", type.vector());
    }

    @Override
    public CodeBlock add(String sum, CodeBlock value) {
        return CodeBlock.of("$1L = $1L.add($2L)", sum, value);
    }

    @Override
    public Sweep sweep() {
        return new Sweep(lanes(), 1, true);
    }

    @Override
    public CodeBlock fold(String lanes, String start) {
        return LaneFold.call(lanes, start);
    }

    @Override
    public CodeBlock foldInPlace(String sum, CodeBlock.Builder steps) {
        return new LaneFold(type).inPlace(sum, steps);
    }

    @Override
    public CodeBlock write(Expr expr, Function<Expr, CodeBlock> leaf) {
        if (expr instanceof Unary unary) {
            return unary(unary.operator(), write(unary.operand(), leaf));
        }
        if (expr instanceof Binary binary) {
            return CodeBlock.of(
                    "$L$Z.$L($L)",
                    write(binary.left(), leaf),
                    BINARY.get(binary.operator()),
                    write(binary.right(), leaf));
        }
        if (expr instanceof Select select) {
            return CodeBlock.of(
                    "$L$Z.blend($L, $L$Z.compare($T.$L, $L))",
                    write(select.otherwise(), leaf),
                    write(select.then(), leaf),
                    write(select.left(), leaf),
                    OPERATORS,
                    COMPARISON.get(select.comparison()),
                    write(select.right(), leaf));
        }
        return leaf.apply(expr);
    }

    private CodeBlock unary(UnaryOperator operator, CodeBlock operand) {
        return switch (operator) {
            case STOP_GRADIENT -> operand;
            case LAST_BITS_AS_EXPONENT -> lastBitsAsExponent(operand);
            case NEGATE, ABSOLUTE, SQRT -> CodeBlock.of("$L.$L()", operand, UNARY.get(operator));
            case RECIPROCAL_SQRT, EXP, EXPM1, TANH, SIGMOID, SOFTPLUS, NORMAL_CDF ->
                throw new IllegalStateException("not a vector operation: " + operator);
        };
    }

    private CodeBlock lastBitsAsExponent(CodeBlock operand) {
        boolean isSingle = type.precision() == Precision.SINGLE;
        return CodeBlock.of(
                "$L$Z.reinterpretAs$L()$Z.lanewise($T.LSHL, $L)$Z.reinterpretAs$L()",
                operand,
                isSingle ? "Ints" : "Longs",
                OPERATORS,
                type.fractionBits(),
                isSingle ? "Floats" : "Doubles");
    }
}
