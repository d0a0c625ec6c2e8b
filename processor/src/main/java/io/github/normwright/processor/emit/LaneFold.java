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
 * Writes how a kernel with vectors adds the lanes of a sum: in the order of the run time's {@code SumLanes}, but many lanes
 * at once. A load of one lane would have to wait until the vector that holds it is in the cache.
 */
final class LaneFold {

    private static final ClassName SHUFFLE = ClassName.get("jdk.incubator.vector", "VectorShuffle");
    private static final String NAME = "fold";

    private final ElementType type;

    LaneFold(ElementType type) {
        this.type = type;
    }

    /** The sum of the lanes in an array from an index on. */
    static CodeBlock call(String lanes, String start) {
        return CodeBlock.of("$L($L, $L)", NAME, lanes, start);
    }

    /**
     * Adds the lanes of a vector that holds all of a sum. In place, for a vector that is passed to a method becomes an object
     * where the compiler does not make one of the two.
     *
     * @param sum the local that holds the vector
     * @param code receives the steps
     * @return the sum, as an expression
     */
    CodeBlock inPlace(String sum, CodeBlock.Builder code) {
        for (int lanes = type.sumLanes() / 2; lanes >= 2; lanes /= 2) {
            code.addStatement("$1L = $1L.add($1L.rearrange($2L))", sum, constant(lanes));
        }
        return CodeBlock.of("$1L.lane(0) + $1L.lane(1)", sum);
    }

    /** Adds what some code of a kernel needs. */
    void addTo(TypeSpec.Builder kernel, String code) {
        boolean callsMethod = code.contains(" " + NAME + "(") || code.contains("\n" + NAME + "(");
        if (callsMethod || code.contains(constant(2))) {
            for (int lanes = type.sumLanes() / 2; lanes >= 2; lanes /= 2) {
                kernel.addField(shuffle(lanes));
            }
        }
        if (callsMethod) {
            kernel.addMethod(ofArray());
        }
    }

    private FieldSpec shuffle(int lanes) {
        return FieldSpec.builder(
                        ParameterizedTypeName.get(SHUFFLE, type.boxed()),
                        constant(lanes),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.iota(SPECIES, $L, 1, true)", SHUFFLE, lanes)
                .build();
    }

    private MethodSpec ofArray() {
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("for (int half = SUM_LANES / 2; half >= LANES; half /= 2)");
        code.beginControlFlow("for (int lane = start; lane < start + half; lane += LANES)");
        code.addStatement(
                "$1T.fromArray(SPECIES, values, lane)$Z.add($1T.fromArray(SPECIES, values, lane + half))$Z.intoArray(values, lane)",
                type.vector());
        code.endControlFlow();
        code.endControlFlow();
        code.addStatement("$1T sum = $1T.fromArray(SPECIES, values, start)", type.vector());
        addLanes(code);
        code.addStatement("return sum.lane(0) + sum.lane(1)");
        return MethodSpec.methodBuilder(NAME)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("""
                        The sum of the lanes from an index on: the upper half onto the lower half, until one is left.
                        """)
                .returns(type.primitive())
                .addParameter(type.array(), "values")
                .addParameter(TypeName.INT, "start")
                .addCode(code.build())
                .build();
    }

    /** Of vectors that may be shorter than a sum. */
    private void addLanes(CodeBlock.Builder code) {
        for (int lanes = type.sumLanes() / 2; lanes >= 2; lanes /= 2) {
            boolean isAlways = lanes < type.fewestLanes();
            if (!isAlways) {
                code.beginControlFlow("if (LANES > $L)", lanes);
            }
            code.addStatement("sum = sum.add(sum.rearrange($L))", constant(lanes));
            if (!isAlways) {
                code.endControlFlow();
            }
        }
    }

    /** The shuffle that brings the lanes behind some onto the first ones. */
    private static String constant(int lanes) {
        return "BEHIND_" + lanes;
    }
}
