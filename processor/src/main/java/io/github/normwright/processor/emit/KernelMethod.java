package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.SumsInOnePass;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method of a kernel: what it does and what it must be told.
 *
 * @param name the method's name
 * @param program a program that runs it
 * @param pass what it does: one nest, or all that is done row by row
 * @param parameters its parameters: arrays, statistics, sizes, indices, the tile
 */
record KernelMethod(String name, Program program, Step pass, List<Parameter> parameters) {

    static KernelMethod of(String name, Program program, Step pass) {
        return new KernelMethod(name, program, pass, new Scan(program, pass).parameters());
    }

    /** A method with the name of its nest, or after the last of those that it does row by row. */
    static KernelMethod of(Program program, Step pass) {
        List<Nest> nests = pass.nests();
        String last = nests.get(nests.size() - 1).name();
        return of(pass instanceof Step.ForRows ? last + "Rows" : last, program, pass);
    }

    /** The nests in it, in the order in which they first run. */
    List<Nest> nests() {
        return pass.nests();
    }

    /** The loops of its nests, and those around them. */
    Stream<Loop> loops() {
        Stream<Loop> around = pass instanceof Step.ForRows rows ? rows.rows().stream() : Stream.empty();
        return Stream.concat(around, nests().stream().flatMap(nest -> nest.loops().stream()));
    }

    /** The methods that it calls in plain Java, one after the other; none if it is not taken apart. */
    List<KernelMethod> apart() {
        if (!(pass instanceof Step.Run run)) {
            return List.of();
        }
        return SumsInOnePass.Apart.of(program, run.nest()).stream()
                .flatMap(nests -> Stream.of(
                        of(name + "AlongRows", program, new Step.Run(nests.alongRows())),
                        of(name + "OverRows", program, new Step.Run(nests.overRows()))))
                .toList();
    }

    /** A call that hands on parameters, all of which have their names where it stands. */
    CodeBlock call(ElementType type) {
        String arguments = declarations(type).stream().map(ParameterSpec::name).collect(Collectors.joining(",$W"));
        return CodeBlock.builder().addStatement(name + "(" + arguments + ")").build();
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
        return pass.equals(other.pass) && parameters.equals(other.parameters);
    }

    private static final class Scan {

        private final Program program;
        private final Step pass;
        private final Set<Dim> loops = new LinkedHashSet<>();
        private final Set<Buffer> arrays = new LinkedHashSet<>();
        private final Set<Dim> counts = new LinkedHashSet<>();
        private final Set<Dim> indices = new LinkedHashSet<>();
        private final Set<Dim> starts = new LinkedHashSet<>();
        private final Set<Dim> ranges = new LinkedHashSet<>();
        private final Set<Parameter> statistics = new LinkedHashSet<>();

        Scan(Program program, Step pass) {
            this.program = program;
            this.pass = pass;
        }

        List<Parameter> parameters() {
            if (pass instanceof Step.ForRows rows) {
                rows.rows().forEach(this::scan);
            }
            scan(pass);
            arrays.forEach(this::scan);
            List<Parameter> parameters = new ArrayList<>();
            program.buffers().stream()
                    .filter(arrays::contains)
                    .forEach(buffer -> parameters.add(new Parameter.Array(buffer)));
            parameters.addAll(statistics);
            inOrder(counts).forEach(dim -> parameters.add(new Parameter.Count(dim)));
            inOrder(indices).forEach(dim -> parameters.add(new Parameter.Index(dim)));
            inOrder(starts).forEach(dim -> parameters.add(new Parameter.Start(dim)));
            if (arrays.stream().anyMatch(Buffer::isPartial)) {
                parameters.add(new Parameter.Tile());
            }
            inOrder(ranges).forEach(dim -> parameters.add(new Parameter.Range(dim)));
            return parameters;
        }

        private void scan(Step step) {
            if (step instanceof Step.Run run) {
                scan(run.nest());
            } else if (step instanceof Step.MergeMoments merge) {
                statistics.add(
                        new Parameter.Statistics(program.buffer(merge.moments().mean())));
                step.reads().forEach(name -> arrays.add(program.buffer(name)));
                step.results().forEach(name -> arrays.add(program.buffer(name)));
            }
            step.inner().forEach(this::scan);
        }

        private void scan(Nest nest) {
            nest.loops().forEach(this::scan);
            findArrays(nest);
            nest.body().forEach(statement -> Exprs.forEach(statement.value(), this::scanCount));
        }

        private void scan(Loop loop) {
            loops.add(loop.dim());
            if (loop.isTiled()) {
                ranges.add(loop.dim());
            } else {
                count(loop.dim());
            }
        }

        private void findArrays(Nest nest) {
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
                if (!loops.contains(dim)) {
                    (buffer.isLanes() ? starts : indices).add(dim);
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
