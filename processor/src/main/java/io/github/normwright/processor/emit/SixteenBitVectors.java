package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * Writes the conversions between vectors of floats and tensors of 16-bit numbers. Lane by lane they give what the run
 * time's {@code Float16} and {@code BFloat16} give, bit for bit; only that a signalling NaN in bfloat16 stays one until it
 * is calculated with, or stored. They stand in place, for a method that takes or gives a vector makes it an object wherever
 * the compiler does not make one of the method and its caller.
 */
final class SixteenBitVectors {

    private static final ClassName SPECIES = vector("VectorSpecies");
    private static final ClassName SHAPE = vector("VectorShape");
    private static final ClassName INTS = vector("IntVector");
    private static final ClassName SHORTS = vector("ShortVector");
    private static final ClassName OPERATORS = vector("VectorOperators");

    private static final String ABOUT_FLOAT16 = """

            <p>Elements are converted in place. From 16 bits: <i>raised</i> has an exponent that is 112 too high, so that 31, that of
            infinity and NaN, becomes 255, which means the same. Multiplied by 2<sup>-112</sup> it is too large where the element is
            subnormal, by the leading one that it does not have. Without that one, which is 2<sup>97</sup>, and multiplied by
            2<sup>-111</sup>, for an exponent of 0 means the same as 1, it is right there, and else too large or equal. So
            the lesser of the two is right everywhere, and no operand is a subnormal float, with which some machines take a hundred
            times as long. To 16 bits: what is <i>clamped</i> at 65536 rounds to infinity, as all that is larger does. Adding a power
            of two whose last place is that of the element, which is that of 2<sup>-14</sup> for all that is smaller, has <i>rounded</i>
            it; 0x800 is what the exponents of that sum and of the element differ by, modulo 2<sup>16</sup>. Its lower 16 bits have a
            leading one, which adds what the exponent lacks.
            """;

    private static final String ABOUT_BFLOAT16 = """

            <p>Elements are converted in place. They are the upper halves of floats. What is stored is rounded: almost half a unit in
            the last place is added to the bits, or half a one if the last bit is odd. A NaN is cut off, for rounding could overflow,
            and becomes quiet.
            """;

    private final ElementType type;
    private final ClassName floats;

    SixteenBitVectors(ElementType type) {
        this.type = type;
        this.floats = type.vector();
    }

    private static ClassName vector(String name) {
        return ClassName.get("jdk.incubator.vector", name);
    }

    /** Adds what conversions need to a kernel, and what is to be said about them. */
    void addTo(TypeSpec.Builder kernel) {
        kernel.addJavadoc("$L", isBFloat() ? ABOUT_BFLOAT16 : ABOUT_FLOAT16);
        kernel.addField(species("INTS", Integer.class, CodeBlock.of("SPECIES.vectorShape()")));
        kernel.addField(
                species("SHORTS", Short.class, CodeBlock.of("$T.forBitSize(SPECIES.vectorBitSize() / 2)", SHAPE)));
    }

    private boolean isBFloat() {
        return type == ElementType.BFLOAT16;
    }

    private static FieldSpec species(String name, Class<?> element, CodeBlock shape) {
        TypeName species = ParameterizedTypeName.get(SPECIES, ClassName.get(element));
        return FieldSpec.builder(species, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.of($T.class, $L)", SPECIES, ClassName.get(element).unbox(), shape)
                .build();
    }

    /**
     * Elements of a tensor as floats: an expression.
     *
     * @param steps receives what goes before
     */
    CodeBlock load(LaneTarget.Elements elements, CodeBlock.Builder steps) {
        String bits = elements.local("Bits");
        CodeBlock extended = CodeBlock.of(
                "($T) $T.fromArray(SHORTS, $L, $L)$Z.convertShape($T.S2I, INTS, 0)",
                INTS,
                SHORTS,
                elements.buffer().array(),
                elements.index(),
                OPERATORS);
        steps.addStatement("$T $L = $L", INTS, bits, extended);
        return isBFloat() ? loadBFloat16(bits) : loadFloat16(bits, elements, steps);
    }

    /** The floats of bits, of which the conversion to int has extended the sign. */
    private CodeBlock loadFloat16(String bits, LaneTarget.Elements elements, CodeBlock.Builder steps) {
        String raised = elements.local("BitsRaised");
        steps.addStatement(
                "$T $L = $L.and(0x7fff)$Z.lanewise($T.LSHL, 13)$Z.or(224 << 23)$Z.reinterpretAsFloats()",
                floats,
                raised,
                bits,
                OPERATORS);
        return CodeBlock.of(
                "$1L.mul(0x1p-112f).reinterpretAsInts()$Z.min($1L.sub(0x1p97f).mul(0x1p-111f).reinterpretAsInts())$Z.or($2L.and(0x80000000))$Z.reinterpretAsFloats()",
                raised,
                bits);
    }

    /** The floats of bits: the shift drops what the conversion to int has extended the sign by. */
    private static CodeBlock loadBFloat16(String bits) {
        return CodeBlock.of("$L$Z.lanewise($T.LSHL, 16)$Z.reinterpretAsFloats()", bits, OPERATORS);
    }

    /** Writes that floats are stored, each rounded to the nearest element, ties to even. */
    void store(LaneTarget.Elements elements, CodeBlock value, CodeBlock.Builder code) {
        CodeBlock stored = isBFloat() ? storedBFloat16(elements, value, code) : storedFloat16(elements, value, code);
        code.addStatement(
                "(($T) $L$Z.convertShape($T.I2S, SHORTS, 0))$Z.intoArray($L, $L)",
                SHORTS,
                stored,
                OPERATORS,
                elements.buffer().array(),
                elements.index());
    }

    /** Bits of which the lower 16 are the element; the conversion to short drops the upper ones. */
    private CodeBlock storedFloat16(LaneTarget.Elements elements, CodeBlock value, CodeBlock.Builder code) {
        String bits = elements.local("Bits");
        String magnitude = elements.local("BitsMagnitude");
        String clamped = elements.local("BitsClamped");
        String rounded = elements.local("BitsRounded");
        code.addStatement("$T $L = $L$Z.reinterpretAsInts()", INTS, bits, value);
        code.addStatement("$T $L = $L.and(0x7fffffff)", INTS, magnitude, bits);
        code.addStatement("$T $L = $L.min(143 << 23)", INTS, clamped, magnitude);
        code.addStatement(
                "$1T $2L = $3L.reinterpretAsFloats()$Z.add($3L.and(0x7f800000).max(113 << 23)$Z.add((13 << 23) + 0x800).reinterpretAsFloats())$Z.reinterpretAsInts()",
                INTS,
                rounded,
                clamped);
        return CodeBlock.of(
                "$1L.add($1L.lanewise($2T.LSHR, 13))$Z.blend(0x7e00, $3L.compare($2T.GT, 0x7f800000))$Z.or($4L.lanewise($2T.LSHR, 16).and(0x8000))",
                rounded,
                OPERATORS,
                magnitude,
                bits);
    }

    private CodeBlock storedBFloat16(LaneTarget.Elements elements, CodeBlock value, CodeBlock.Builder code) {
        String asFloats = elements.local("BitsAsFloats");
        String bits = elements.local("Bits");
        String upper = elements.local("BitsUpper");
        String rounded = elements.local("BitsRounded");
        code.addStatement("$T $L = $L", floats, asFloats, value);
        code.addStatement("$T $L = $L.reinterpretAsInts()", INTS, bits, asFloats);
        code.addStatement("$T $L = $L.lanewise($T.LSHR, 16)", INTS, upper, bits, OPERATORS);
        code.addStatement(
                "$T $L = $L.and(1).add(0x7fff)$Z.add($L).lanewise($T.LSHR, 16)", INTS, rounded, upper, bits, OPERATORS);
        return CodeBlock.of(
                "$1L.reinterpretAsFloats()$Z.blend($2L.or(0x40).reinterpretAsFloats(),$W$3L.compare($4T.NE, $3L))$Z.reinterpretAsInts()",
                rounded,
                upper,
                asFloats,
                OPERATORS);
    }
}
