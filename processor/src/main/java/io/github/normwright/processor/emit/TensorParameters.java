package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The caller's tensors in a call of a layer: each an array and an offset.
 *
 * @param names what they are called, in the order of the call
 * @param type the type of their elements
 */
record TensorParameters(List<String> names, ElementType type) {

    TensorParameters {
        names = List.copyOf(names);
    }

    /** Declares the arrays. */
    void addArrays(MethodSpec.Builder method) {
        names.forEach(name -> method.addParameter(type.tensorArray(), name));
    }

    /** Declares the arrays with their offsets. */
    void addWithOffsets(MethodSpec.Builder method) {
        for (String name : names) {
            method.addParameter(type.tensorArray(), name);
            method.addParameter(TypeName.INT, JavaNames.offset(name));
        }
    }

    /** The arguments for arrays that start with the tensors. */
    String atStart() {
        return names.stream().map(name -> name + ", 0").collect(Collectors.joining(", "));
    }

    /** The arguments for arrays with offsets. */
    String withOffsets() {
        return names.stream().map(TensorParameters::withOffset).collect(Collectors.joining(", "));
    }

    /** Checks that each tensor lies within its array. */
    CodeBlock checks() {
        CodeBlock.Builder checks = CodeBlock.builder();
        for (String name : names) {
            checks.addStatement(
                    "$T.tensor($S, $L.length, $L, elements)", JavaTypes.CHECKS, name, name, JavaNames.offset(name));
        }
        return checks.build();
    }

    /** Checks that an output lies in the place of an input or apart from it; the value says whether it is in its place. */
    static CodeBlock inPlaceCheck(String output, String input) {
        return CodeBlock.of(
                "$T.isInPlace($S, $L, $S, $L, elements)",
                JavaTypes.CHECKS,
                output,
                withOffset(output),
                input,
                withOffset(input));
    }

    /** Assigns them to fields. */
    CodeBlock assignments() {
        CodeBlock.Builder assignments = CodeBlock.builder();
        for (String name : names) {
            assignments.addStatement("this.$1L = $1L", name);
            assignments.addStatement("this.$1L = $1L", JavaNames.offset(name));
        }
        return assignments.build();
    }

    private static String withOffset(String name) {
        return name + ", " + JavaNames.offset(name);
    }
}
