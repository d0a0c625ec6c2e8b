package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The numbers of a row that have a local in the method that does it, beside their place in an array: those that one step
 * computes and another one needs. Loading them again would delay the second pass over the row.
 *
 * @param buffers the values, in the order in which they are computed
 */
record RowNumbers(List<Buffer> buffers) {

    /** No numbers have locals. */
    static final RowNumbers NONE = new RowNumbers(List.of());

    RowNumbers {
        buffers = List.copyOf(buffers);
    }

    /** The numbers that steps of rows hand to one another. */
    static RowNumbers of(Program program, Step.ForRows rows) {
        Set<String> handedOn = new LinkedHashSet<>();
        for (Step computing : rows.steps()) {
            computing.results().stream()
                    .filter(name -> rows.steps().stream()
                            .anyMatch(step -> step != computing && step.reads().contains(name)))
                    .forEach(handedOn::add);
        }
        return new RowNumbers(handedOn.stream()
                .map(program::buffer)
                .filter(buffer -> buffer.isValue() && buffer.dims().equals(rows.dims()))
                .toList());
    }

    boolean has(Buffer buffer) {
        return buffers.contains(buffer);
    }

    /**
     * Lets the local of a number, if it has one, be its value.
     *
     * @param buffer where the number stands
     * @param value what was computed
     * @param code receives the assignment
     * @return the number, as an expression
     */
    CodeBlock keep(Buffer buffer, CodeBlock value, CodeBlock.Builder code) {
        if (!has(buffer)) {
            return value;
        }
        code.addStatement("$L = $L", local(buffer), value);
        return CodeBlock.of(local(buffer));
    }

    /** What the local is called. */
    static String local(Buffer buffer) {
        return buffer.name() + "OfRow";
    }
}
