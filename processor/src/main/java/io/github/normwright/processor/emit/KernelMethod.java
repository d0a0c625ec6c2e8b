package io.github.normwright.processor.emit;

import com.palantir.javapoet.ParameterSpec;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.SumsInOnePass;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A method of a kernel: a nest and what it must be told.
 *
 * @param name the method's name
 * @param program a program that runs it
 * @param nest what it does
 * @param parameters its parameters: arrays, sizes, indices, the tile
 */
record KernelMethod(String name, Program program, Nest nest, List<Parameter> parameters) {

    static KernelMethod of(String name, Program program, Nest nest) {
        return new KernelMethod(name, program, nest, new Scan(program, nest).parameters());
    }

    /** The methods that it calls in plain Java, one after the other; none if it is not taken apart. */
    List<KernelMethod> apart() {
        return SumsInOnePass.Apart.of(program, nest).stream()
                .flatMap(nests -> Stream.of(
                        of(name + "AlongRows", program, nests.alongRows()),
                        of(name + "OverRows", program, nests.overRows())))
                .toList();
    }

    /** Its Java parameters. */
    List<ParameterSpec> declarations(ElementType type) {
        return parameters.stream()
                .flatMap(parameter -> parameter.declarations(type).stream())
                .toList();
    }

    /** Whether it reads or writes whole tensors. */
    boolean isOverTensors() {
        return parameters.stream()
                .anyMatch(parameter -> parameter instanceof Parameter.Array array
                        && array.buffer().kind() == Buffer.Kind.TENSOR);
    }

    /** Whether the other does the same to the same arrays. */
    boolean doesTheSame(KernelMethod other) {
        return nest.equals(other.nest) && parameters.equals(other.parameters);
    }

    private static final class Scan {

        private final Program program;
        private final Nest nest;
        private final Set<Buffer> arrays = new LinkedHashSet<>();
        private final Set<Dim> counts = new LinkedHashSet<>();
        private final Set<Dim> indices = new LinkedHashSet<>();
        private final Set<Dim> ranges = new LinkedHashSet<>();

        Scan(Program program, Nest nest) {
            this.program = program;
            this.nest = nest;
        }

        List<Parameter> parameters() {
            nest.loops().forEach(this::scan);
            findArrays();
            arrays.forEach(this::scan);
            nest.body().forEach(statement -> Exprs.forEach(statement.value(), this::scanCount));
            List<Parameter> parameters = new ArrayList<>();
            program.buffers().stream()
                    .filter(arrays::contains)
                    .forEach(buffer -> parameters.add(new Parameter.Array(buffer)));
            inOrder(counts).forEach(dim -> parameters.add(new Parameter.Count(dim)));
            inOrder(indices).forEach(dim -> parameters.add(new Parameter.Index(dim)));
            if (arrays.stream().anyMatch(Buffer::isPartial)) {
                parameters.add(new Parameter.Tile());
            }
            inOrder(ranges).forEach(dim -> parameters.add(new Parameter.Range(dim)));
            return parameters;
        }

        private void scan(Loop loop) {
            if (loop.isTiled()) {
                ranges.add(loop.dim());
            } else {
                count(loop.dim());
            }
        }

        private void findArrays() {
            Set<String> locals = new LinkedHashSet<>();
            for (Statement statement : nest.body()) {
                for (String name : statement.reads()) {
                    if (!locals.contains(name)) {
                        arrays.add(program.buffer(name));
                    }
                }
                if (statement instanceof Statement.Define define) {
                    locals.add(define.name());
                } else if (statement instanceof Statement.Store store) {
                    arrays.add(program.buffer(store.target()));
                } else if (statement instanceof Statement.Accumulate sum) {
                    arrays.add(program.buffer(sum.target()));
                    String lanes = Buffer.lanesOf(sum.target());
                    if (program.hasBuffer(lanes)) {
                        arrays.add(program.buffer(lanes));
                    }
                }
            }
        }

        private void scan(Buffer buffer) {
            List<Dim> dims = buffer.dims();
            for (int i = 0; i < dims.size(); i++) {
                Dim dim = dims.get(i);
                if (nest.loops().stream().noneMatch(loop -> loop.dim().equals(dim))) {
                    indices.add(dim);
                }
                if (i > 0 || buffer.isPartial()) {
                    count(dim);
                }
            }
        }

        private void scanCount(Expr part) {
            if (part instanceof Expr.Count count) {
                List<Dim> dims = program.layout().dimsOf(count.over());
                if (!dims.stream().allMatch(dim -> dim.size().isStatic())) {
                    dims.forEach(this::count);
                }
            }
        }

        private void count(Dim dim) {
            if (!dim.size().isStatic()) {
                counts.add(dim);
            }
        }

        private List<Dim> inOrder(Set<Dim> dims) {
            return program.layout().dims().stream().filter(dims::contains).toList();
        }
    }
}
