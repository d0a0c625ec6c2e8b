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

    /** The sum of all lanes, where one vector holds them. */
    static CodeBlock call(String vector) {
        return CodeBlock.of("$L($L)", NAME, vector);
    }

    /** Whether code adds lanes. */
    static boolean isUsedIn(String code) {
        return code.contains(" " + NAME + "(") || code.contains("\n" + NAME + "(");
    }

    void addTo(TypeSpec.Builder kernel) {
        for (int lanes = type.sumLanes() / 2; lanes >= 2; lanes /= 2) {
            kernel.addField(shuffle(lanes));
        }
        kernel.addMethod(ofArray());
        kernel.addMethod(ofVector());
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
        code.addStatement("return $L($T.fromArray(SPECIES, values, start))", NAME, type.vector());
        return MethodSpec.methodBuilder(NAME)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc(
                        "The sum of the lanes from an index on: the upper half onto the lower half, until one is left.\n")
                .returns(type.primitive())
                .addParameter(type.array(), "values")
                .addParameter(TypeName.INT, "start")
                .addCode(code.build())
                .build();
    }

    private MethodSpec ofVector() {
        CodeBlock.Builder code = CodeBlock.builder();
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
        code.addStatement("return sum.lane(0) + sum.lane(1)");
        return MethodSpec.methodBuilder(NAME)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("The sum of the lanes of a vector, in the same order.\n")
                .returns(type.primitive())
                .addParameter(type.vector(), "sum")
                .addCode(code.build())
                .build();
    }

    /** The shuffle that brings the lanes behind some onto the first ones. */
    private static String constant(int lanes) {
        return "BEHIND_" + lanes;
    }
}
