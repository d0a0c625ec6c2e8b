package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * Writes the conversions between vectors of floats and tensors of 16-bit numbers. Lane by lane they give what the run
 * time's {@code Float16} and {@code BFloat16} give, bit for bit.
 */
final class SixteenBitVectors {

    private static final ClassName SPECIES = vector("VectorSpecies");
    private static final ClassName SHAPE = vector("VectorShape");
    private static final ClassName INTS = vector("IntVector");
    private static final ClassName SHORTS = vector("ShortVector");
    private static final ClassName OPERATORS = vector("VectorOperators");

    private final ElementType type;
    private final ClassName floats;

    SixteenBitVectors(ElementType type) {
        this.type = type;
        this.floats = type.vector();
    }

    private static ClassName vector(String name) {
        return ClassName.get("jdk.incubator.vector", name);
    }

    void addTo(TypeSpec.Builder kernel) {
        kernel.addField(species("INTS", Integer.class, CodeBlock.of("SPECIES.vectorShape()")));
        kernel.addField(
                species("SHORTS", Short.class, CodeBlock.of("$T.forBitSize(SPECIES.vectorBitSize() / 2)", SHAPE)));
        boolean isBFloat = type == ElementType.BFLOAT16;
        kernel.addMethod(MethodSpec.methodBuilder("load")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("The elements from an index on, as floats.\n")
                .addParameter(type.tensorArray(), "array")
                .addParameter(TypeName.INT, "index")
                .returns(floats)
                .addStatement(
                        "$1T bits = ($1T) $2T.fromArray(SHORTS, array, index)$Z.convertShape($3T.S2I, INTS, 0)",
                        INTS,
                        SHORTS,
                        OPERATORS)
                .addCode(isBFloat ? loadBFloat16() : loadFloat16())
                .build());
        kernel.addMethod(MethodSpec.methodBuilder("store")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("Stores floats, each rounded to the nearest element, ties to even.\n")
                .addParameter(floats, "value")
                .addParameter(type.tensorArray(), "array")
                .addParameter(TypeName.INT, "index")
                .addStatement("$T bits = value.reinterpretAsInts()", INTS)
                .addCode(isBFloat ? storeBFloat16() : storeFloat16())
                .build());
    }

    private static FieldSpec species(String name, Class<?> element, CodeBlock shape) {
        TypeName species = ParameterizedTypeName.get(SPECIES, ClassName.get(element));
        return FieldSpec.builder(species, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.of($T.class, $L)", SPECIES, ClassName.get(element).unbox(), shape)
                .build();
    }

    private CodeBlock loadFloat16() {
        return CodeBlock.builder()
                .add("// Exponents 112 too high: 31, that of infinity and NaN, becomes 255, which means the same.\n")
                .addStatement(
                        "$T raised = bits.and(0x7fff)$Z.lanewise($T.LSHL, 13)$Z.or(224 << 23)$Z.reinterpretAsFloats()",
                        floats,
                        OPERATORS)
                .add("// Too large where the element is subnormal, by the leading one that it does not have.\n")
                .addStatement("$T normal = raised.mul(0x1p-112f).reinterpretAsInts()", INTS)
                .add("// Right where it is subnormal, and else too large or equal: the lesser is right everywhere. No\n"
                        + "// operand is a subnormal float, with which some machines take a hundred times as long.\n")
                .addStatement("$T subnormal = raised.sub(0x1p97f).mul(0x1p-111f)$Z.reinterpretAsInts()", INTS)
                .add("// The conversion to int has extended the sign.\n")
                .addStatement("return normal.min(subnormal)$Z.or(bits.and(0x80000000))$Z.reinterpretAsFloats()")
                .build();
    }

    private CodeBlock storeFloat16() {
        return CodeBlock.builder()
                .addStatement("$T magnitude = bits.and(0x7fffffff)", INTS)
                .add("// 65536 stands for all that is larger: it rounds to infinity, too.\n")
                .addStatement("$T clamped = magnitude.min(143 << 23)", INTS)
                .add(
                        "// A power of two whose last place is that of the element, which is that of 2^-14 for all that is\n"
                                + "// smaller. 0x800 is what the exponents of the sum and of the element differ by, modulo 2^16.\n")
                .addStatement("$T anchor = clamped.and(0x7f800000).max(113 << 23)$Z.add((13 << 23) + 0x800)", INTS)
                .add("// The addition rounds.\n")
                .addStatement(
                        "$T sum = clamped.reinterpretAsFloats()$Z.add(anchor.reinterpretAsFloats())$Z.reinterpretAsInts()",
                        INTS)
                .add(
                        "// The lower 16 bits: the rounded number with its leading one, which adds what the exponent lacks.\n")
                .addStatement(
                        "$1T half = sum.add(sum.lanewise($2T.LSHR, 13))$Z.blend(0x7e00, magnitude.compare($2T.GT, 0x7f800000))",
                        INTS,
                        OPERATORS)
                .add("// The conversion to short drops the upper 16 bits.\n")
                .addStatement(
                        "(($1T) bits.lanewise($2T.LSHR, 16)$Z.and(0x8000)$Z.or(half)$Z.convertShape($2T.I2S, SHORTS, 0))$Z.intoArray(array, index)",
                        SHORTS,
                        OPERATORS)
                .build();
    }

    private CodeBlock loadBFloat16() {
        return CodeBlock.builder()
                .add("// The shift drops what the conversion to int has extended the sign by.\n")
                .addStatement("$T shifted = bits.lanewise($T.LSHL, 16)", INTS, OPERATORS)
                .addStatement("$T value = shifted.reinterpretAsFloats()", floats)
                .add("// A NaN becomes quiet.\n")
                .addStatement(
                        "return value.blend(shifted.or(0x400000).reinterpretAsFloats(),$Wvalue.compare($T.NE, value))",
                        OPERATORS)
                .build();
    }

    private CodeBlock storeBFloat16() {
        return CodeBlock.builder()
                .addStatement("$T upper = bits.lanewise($T.LSHR, 16)", INTS, OPERATORS)
                .add("// Almost half a unit in the last place, or half a one if the last bit is odd.\n")
                .addStatement(
                        "$T rounded = upper.and(1).add(0x7fff)$Z.add(bits).lanewise($T.LSHR, 16)", INTS, OPERATORS)
                .add("// A NaN could overflow: it is cut off, and quiet.\n")
                .addStatement(
                        "$T stored = rounded.reinterpretAsFloats()$Z.blend(upper.or(0x40).reinterpretAsFloats(),$Wvalue.compare($T.NE, value))$Z.reinterpretAsInts()",
                        INTS,
                        OPERATORS)
                .addStatement(
                        "(($T) stored.convertShape($T.I2S, SHORTS, 0))$Z.intoArray(array, index)", SHORTS, OPERATORS)
                .build();
    }
}
