package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import java.util.List;

/**
 * Writes how a kernel with vectors adds to the lanes of a sum what is less than a vector at the end of a run: in a vector that
 * ends where the run does. Its first lanes hold elements that have been added before; they are computed with and dropped.
 */
final class LaneRest {

    private static final ClassName SHUFFLE = ClassName.get("jdk.incubator.vector", "VectorShuffle");
    private static final ClassName MASK = ClassName.get("jdk.incubator.vector", "VectorMask");

    private final Dim run;

    /**
     * @param run the dimension of the run, of static size
     */
    LaneRest(Dim run) {
        this.run = run;
    }

    /** Those of all runs of static size in some methods, each once. */
    static List<LaneRest> of(List<KernelMethod> methods) {
        return methods.stream()
                .flatMap(KernelMethod::loops)
                .map(Loop::dim)
                .filter(dim -> !dim.isKept() && dim.size().isStatic())
                .distinct()
                .map(LaneRest::new)
                .toList();
    }

    /** Sums whose first lanes are those of the rest, as they meet a vector that ends with it. */
    CodeBlock toEnd(String sums) {
        return CodeBlock.of("$L.rearrange($L)", sums, name("ToEnd"));
    }

    /**
     * Sums with those of the rest in the first lanes.
     *
     * @param sums the sums before
     * @param ofRest what {@link #toEnd} has given, after the rest was added
     */
    CodeBlock withRest(String sums, String ofRest) {
        return CodeBlock.of("$L.blend($L.rearrange($L), $L)", sums, ofRest, name("ToStart"), name("Rest"));
    }

    /**
     * Sums to which the rest is added.
     *
     * @param sums the sums before
     * @param ofRest what is added to them, in the last lanes
     */
    CodeBlock added(String sums, String ofRest) {
        return CodeBlock.of("$L.add($L.rearrange($L), $L)", sums, ofRest, name("ToStart"), name("Rest"));
    }

    /** Adds what some code of a kernel needs for that. */
    void addTo(TypeSpec.Builder kernel, ElementType type, String code) {
        constants(type).stream()
                .filter(constant -> constant.isUsedIn(code))
                .forEach(constant -> kernel.addField(constant.field()));
    }

    private List<KernelConstants.Constant> constants(ElementType type) {
        TypeName shuffle = ParameterizedTypeName.get(SHUFFLE, type.boxed());
        String rest = JavaNames.count(run) + " % LANES";
        return List.of(
                new KernelConstants.Constant(
                        name("ToEnd"), shuffle, CodeBlock.of("$T.iota(SPECIES, $L, 1, true)", SHUFFLE, rest)),
                new KernelConstants.Constant(
                        name("ToStart"), shuffle, CodeBlock.of("$T.iota(SPECIES, LANES - $L, 1, true)", SHUFFLE, rest)),
                new KernelConstants.Constant(
                        name("Rest"),
                        ParameterizedTypeName.get(MASK, type.boxed()),
                        CodeBlock.of("SPECIES.indexInRange(0, $L)", rest)));
    }

    private String name(String ending) {
        return JavaNames.constant(run.index() + ending);
    }
}
