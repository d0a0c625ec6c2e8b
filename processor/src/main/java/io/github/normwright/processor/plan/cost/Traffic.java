package io.github.normwright.processor.plan.cost;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.PartSize;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.rewrite.RowLoops;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes of the caller's arrays that a scheduled program moves, pass by pass. Small values are left out, and so is what
 * only some tiles do: taking their sums again with a better pivot.
 *
 * @param passes the passes, in order
 */
public record Traffic(List<Pass> passes) {

    /**
     * One pass over tensors.
     *
     * @param nest what it does
     * @param accesses what it reads, then what it writes
     */
    public record Pass(Nest nest, List<Access> accesses) {
        public Pass {
            accesses = List.copyOf(accesses);
        }
    }

    /**
     * What a pass does with a tensor: it reads each element, or writes it.
     *
     * @param tensor the name of the array
     * @param isWrite whether elements are written
     * @param bytes how many bytes that are, per call
     * @param between for an array that the program has touched before, how many bytes it touches from there to here, at
     *     most, in a part that has a single index; a cache that holds them still has what is read
     * @param atLeast how many bytes these are in a part that has about as many elements as parts should have; 0 outside of
     *     parts
     */
    public record Access(String tensor, boolean isWrite, Bytes bytes, Optional<Bytes> between, long atLeast) {}

    public Traffic {
        passes = List.copyOf(passes);
    }

    /**
     * Counts the traffic of a program.
     *
     * @param program a scheduled program
     * @param elements the sizes of elements
     */
    public static Traffic of(Program program, ElementBytes elements) {
        Counter counter = new Counter(program, elements);
        counter.count(program.steps(), List.of());
        return new Traffic(counter.passes);
    }

    /** All bytes that are read or written in a call; what varies with fewer run-time sizes than the tensor is left out. */
    public Optional<Bytes> total() {
        return passes.stream()
                .flatMap(pass -> pass.accesses().stream())
                .map(Access::bytes)
                .reduce(Bytes::plus);
    }

    private static final class Counter {

        /** Where in the program an array was touched last. */
        private record Touched(int pass, List<Step> around) {}

        private final Program program;
        private final ElementBytes elements;
        private final List<Pass> passes = new ArrayList<>();
        private final Map<String, Touched> touched = new LinkedHashMap<>();

        Counter(Program program, ElementBytes elements) {
            this.program = program;
            this.elements = elements;
        }

        void count(List<Step> steps, List<Step> around) {
            for (Step step : steps) {
                if (step instanceof Step.Run run) {
                    count(run.nest(), around);
                } else if (step instanceof Step.ForParts || step instanceof Step.ForRows) {
                    List<Step> inside = new ArrayList<>(around);
                    inside.add(step);
                    count(step.inner(), inside);
                } else if (!(step instanceof Step.RefinePivots)) {
                    count(step.inner(), around);
                }
            }
        }

        private void count(Nest nest, List<Step> around) {
            boolean isComplete = nest.loops().stream().noneMatch(loop -> loop.kind() == Loop.Kind.FIRST);
            List<Access> accesses = new ArrayList<>();
            List<Buffer> tensors = isComplete
                    ? RowLoops.buffers(nest, program).filter(Counter::isLarge).toList()
                    : List.of();
            Set<String> written = nest.results();
            for (Buffer tensor : tensors) {
                accesses.add(access(tensor, written.contains(tensor.name()), tensors, around));
            }
            if (!tensors.isEmpty()) {
                tensors.forEach(tensor -> touched.put(tensor.name(), new Touched(passes.size(), around)));
                passes.add(new Pass(nest, accesses));
            }
        }

        private static boolean isLarge(Buffer buffer) {
            return buffer.kind() == Buffer.Kind.TENSOR
                    || buffer.isCallers() && !buffer.dims().stream().allMatch(Dim::isKept);
        }

        private Access access(Buffer tensor, boolean isWrite, List<Buffer> now, List<Step> around) {
            Bytes bytes = Bytes.of(tensor.dims(), elements.of(tensor));
            Touched last = touched.get(tensor.name());
            if (last == null) {
                return new Access(tensor.name(), isWrite, bytes, Optional.empty(), 0);
            }
            List<Step> common = common(last, around);
            List<Dim> cut = cut(common);
            List<Buffer> between = between(last, now);
            Optional<Bytes> perIndex = between.stream()
                    .map(buffer -> Bytes.of(
                            buffer.dims().stream()
                                    .filter(dim -> !cut.contains(dim))
                                    .toList(),
                            elements.of(buffer)))
                    .reduce(Bytes::plus);
            long perElement = between.stream()
                    .filter(buffer -> Dim.axesOf(buffer.dims())
                            .equals(Dim.axesOf(program.layout().dims())))
                    .mapToLong(elements::of)
                    .sum();
            boolean isOfRow = common.stream().anyMatch(Step.ForRows.class::isInstance);
            long atLeast = cut.isEmpty() || isOfRow ? 0 : perElement * PartSize.elements(program.layout(), cut);
            return new Access(tensor.name(), isWrite, bytes, perIndex, atLeast);
        }

        /** The parts and rows in which an array is touched both times. */
        private static List<Step> common(Touched last, List<Step> around) {
            List<Step> common = new ArrayList<>();
            for (int i = 0; i < Math.min(around.size(), last.around().size()); i++) {
                if (around.get(i) == last.around().get(i)) {
                    common.add(around.get(i));
                }
            }
            return common;
        }

        /** The dimensions of which there are only those indices that a part has, or a row. */
        private static List<Dim> cut(List<Step> around) {
            return around.stream()
                    .flatMap(step -> step instanceof Step.ForRows rows
                            ? rows.dims().stream()
                            : ((Step.ForParts) step).dims().stream())
                    .toList();
        }

        /** What is touched from the last time to now. */
        private List<Buffer> between(Touched last, List<Buffer> now) {
            Set<String> names = new LinkedHashSet<>();
            now.forEach(buffer -> names.add(buffer.name()));
            passes.subList(last.pass(), passes.size())
                    .forEach(pass -> pass.accesses().forEach(access -> names.add(access.tensor())));
            return names.stream().map(program::buffer).toList();
        }
    }
}
