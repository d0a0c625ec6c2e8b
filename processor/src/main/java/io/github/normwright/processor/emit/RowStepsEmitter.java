package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Writes the method of a kernel that does several things row by row.
 *
 * <p>In plain Java it calls a method for each of them, which have at most one pass over the row: all of their code would be too
 * much for the JIT compiler. With vectors, the passes stand in place, each in a block of its own, and numbers of the row have
 * locals: with calls and arrays, short rows take longer (docs/schedules.md, below table 15). What is done again for a few rows only
 * is called there, too.
 */
final class RowStepsEmitter {

    private final KernelMethod method;
    private final KernelMethods methods;
    private final ElementType type;
    private final RowNumbers numbers;
    private final BiFunction<KernelMethod, RowNumbers, CodeBlock> pass;
    private final CodeBlock.Builder code = CodeBlock.builder();

    private RowStepsEmitter(
            KernelMethod method,
            KernelMethods methods,
            ElementType type,
            RowNumbers numbers,
            BiFunction<KernelMethod, RowNumbers, CodeBlock> pass) {
        this.method = method;
        this.methods = methods;
        this.type = type;
        this.numbers = numbers;
        this.pass = pass;
    }

    /**
     * Writes calls.
     *
     * @param method what is done
     * @param methods knows the methods for single passes
     * @param type the arithmetic
     */
    static RowStepsEmitter ofCalls(KernelMethod method, KernelMethods methods, ElementType type) {
        return new RowStepsEmitter(method, methods, type, RowNumbers.NONE, (called, none) -> called.call(type));
    }

    /**
     * Writes all that is done for each row in place.
     *
     * @param method what is done
     * @param methods knows the methods for single passes
     * @param type the arithmetic
     * @param body writes the body of a pass, in a method that has locals for some numbers
     */
    static RowStepsEmitter inPlace(
            KernelMethod method,
            KernelMethods methods,
            ElementType type,
            BiFunction<KernelMethod, RowNumbers, CodeBlock> body) {
        RowNumbers numbers = RowNumbers.of(method.program(), (Step.ForRows) method.pass());
        return new RowStepsEmitter(
                method,
                methods,
                type,
                numbers,
                (written, known) -> CodeBlock.builder()
                        .add("{\n")
                        .indent()
                        .add(body.apply(written, known))
                        .unindent()
                        .add("}\n")
                        .build());
    }

    /** The body of the method. */
    CodeBlock emit() {
        Step.ForRows rows = (Step.ForRows) method.pass();
        loops(rows.rows(), rows.steps());
        return code.build();
    }

    private void loops(List<Loop> rows, List<Step> steps) {
        if (rows.isEmpty()) {
            numbers.buffers()
                    .forEach(buffer -> code.addStatement("$T $L = 0", type.primitive(), RowNumbers.local(buffer)));
            steps.forEach(this::step);
        } else {
            new Loops(code).sequential(rows.get(0), () -> loops(rows.subList(1, rows.size()), steps));
        }
    }

    private void step(Step step) {
        if (step instanceof Step.Run) {
            run(methods.of(program(), step));
        } else if (step instanceof Step.RefinePivots refine) {
            refine(refine);
        } else if (step instanceof Step.MergeMoments merge) {
            merge(merge);
        } else {
            throw new IllegalStateException("no step for one row: " + step);
        }
    }

    /** Elementary functions of small values are left to plain Java. */
    private void run(KernelMethod single) {
        boolean hasFunctions =
                single.nests().stream().anyMatch(nest -> !nest.functions().isEmpty());
        if (hasFunctions && !single.isOverTensors()) {
            code.add(single.call(type));
            single.pass().results().forEach(this::load);
        } else {
            code.add(pass.apply(single, numbers));
        }
    }

    private void refine(Step.RefinePivots refine) {
        code.beginControlFlow(
                "if ($T.isFar($L, $L, $L))",
                JavaTypes.ROW_MOMENTS,
                count(),
                number(refine.deviations()),
                number(refine.squares()));
        code.addStatement(
                "$L = $T.refined($L, $L, $L)",
                element(refine.pivot()),
                JavaTypes.ROW_MOMENTS,
                number(refine.pivot()),
                count(),
                number(refine.deviations()));
        refine.steps().forEach(step -> code.add(methods.of(program(), step).call(type)));
        load(refine.pivot());
        refine.results().forEach(this::load);
        code.endControlFlow();
    }

    private void merge(Step.MergeMoments merge) {
        List<String> names = merge.moments().names();
        String results =
                names.stream().map(name -> program().buffer(name).array()).collect(Collectors.joining(",$W"));
        code.addStatement(
                "$T.set($L, $L,$W$L,$W$L,$W$L,$W$L,$W" + results + ")",
                JavaTypes.ROW_MOMENTS,
                Indexing.of(program().buffer(merge.moments().mean()), Dim::index),
                count(),
                number(merge.pivot()),
                number(merge.deviations()),
                number(merge.squares()),
                new Parameter.Statistics(program().buffer(merge.moments().mean())).name());
        names.forEach(this::load);
    }

    /** Lets the local of a number, if it has one, be what stands in its array. */
    private void load(String name) {
        Buffer buffer = program().buffer(name);
        if (numbers.has(buffer)) {
            code.addStatement("$L = $L", RowNumbers.local(buffer), element(name));
        }
    }

    /** A number of the row, from where it is at hand. */
    private String number(String name) {
        Buffer buffer = program().buffer(name);
        return numbers.has(buffer) ? RowNumbers.local(buffer) : element(name);
    }

    private String element(String name) {
        Buffer buffer = program().buffer(name);
        return buffer.array() + "[" + Indexing.of(buffer, Dim::index) + "]";
    }

    private Program program() {
        return method.program();
    }

    /** How many elements a row has. */
    private String count() {
        return ContextModel.product(program().layout().reduced());
    }
}
