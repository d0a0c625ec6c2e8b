package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.Tiling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the steps of a program over small values: what merges, sums, copies and checks them between the passes. */
final class ValueSteps {

    private final ContextModel context;
    private final Program program;

    ValueSteps(ContextModel context, Program program) {
        this.context = context;
        this.program = program;
    }

    void add(Step step, CodeBlock.Builder code) {
        if (step instanceof Step.MergeMoments merge) {
            merge(merge, code);
        } else if (step instanceof Step.MergeSum merge) {
            merge(merge, code);
        } else if (step instanceof Step.SumValues sum) {
            sum(sum, code);
        } else if (step instanceof Step.Spread spread) {
            spread(spread, code);
        } else if (step instanceof Step.SumReplicas sum) {
            sumReplicas(program.buffer(sum.source()), program.buffer(sum.sum()), code);
        } else if (step instanceof Step.Wrap wrap) {
            wrap(wrap, code);
        } else if (step instanceof Step.Check check) {
            Buffer source = program.buffer(check.source());
            code.addStatement("$T.isZero($S, $L[0])", JavaTypes.CHECKS, check.what(), context.field(source));
        } else {
            throw new IllegalStateException("no step over small values: " + step);
        }
    }

    /** Sets the partial sums of a tile to zero, those of a part if a step is done for parts. */
    void clear(Buffer parts, Step step, CodeBlock.Builder code) {
        String tile = "tile * " + (parts.dims().size() > 1 ? "(" + channels(parts) + ")" : channels(parts));
        String from = from(parts, step);
        code.addStatement(
                "$T.fill($L,$W$L,$W$L, 0)",
                Arrays.class,
                context.field(parts),
                from.equals("0") ? tile : tile + " + " + from,
                tile + " + " + to(parts, step));
    }

    /** A condition: whether pivots are far from the mean, after putting the mean in their place. */
    CodeBlock refinesPivots(Step.RefinePivots refine) {
        List<String> arguments = new ArrayList<>(List.of("tile"));
        if (refine.weights().isEmpty()) {
            arguments.addAll(tiling());
        }
        arguments.addAll(arrays(refine.pivot(), refine.deviations(), refine.squares()));
        refine.weights().ifPresent(weights -> arguments.addAll(arrays(weights)));
        arguments.addAll(channelRange(program.buffer(refine.deviations()), refine));
        return CodeBlock.of("$T.refine(" + String.join(",$W", arguments) + ")", JavaTypes.TILE_PIVOTS);
    }

    /** The indices of a part, along each dimension that is cut: the first one, and the one behind the last. */
    List<String> range() {
        return cut().stream()
                .flatMap(dim -> Stream.of(JavaNames.first(dim), JavaNames.last(dim)))
                .toList();
    }

    /** The indices of the part that has all there is. */
    String whole() {
        return cut().stream().map(dim -> "0, " + JavaNames.count(dim)).collect(Collectors.joining(", "));
    }

    /** The kept dimensions that are cut into parts. */
    private List<Dim> cut() {
        return program.steps().stream()
                .filter(Step.ForParts.class::isInstance)
                .map(step -> ((Step.ForParts) step).dims())
                .findFirst()
                .orElseThrow();
    }

    private void merge(Step.MergeMoments merge, CodeBlock.Builder code) {
        Buffer sums = program.buffer(merge.deviations());
        Buffer mean = program.buffer(merge.moments().mean());
        String moments = context.moments(mean);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(merge.weights().isEmpty() ? tiling() : tiling().subList(0, 1));
        arguments.addAll(arrays(merge.pivot(), merge.deviations(), merge.squares()));
        merge.weights().ifPresent(weights -> arguments.addAll(arrays(weights)));
        arguments.add(channels(sums));
        if (!merge.members().isEmpty()) {
            arguments.add(ContextModel.product(merge.members()));
            arguments.add(ContextModel.product(behindMembers(merge, sums)));
        }
        arguments.addAll(List.of(from(mean, merge), to(mean, merge), moments));
        code.addStatement("$T.merge(" + String.join(",$W", arguments) + ")", JavaTypes.TILE_MOMENTS);
        if (merge.moments().isSynchronized()) {
            code.addStatement("replicas.merge(replica, $L)", moments);
        }
        List<String> read = new ArrayList<>(List.of(moments, from(mean, merge), to(mean, merge)));
        merge.moments().names().forEach(name -> read.addAll(arrays(name)));
        code.addStatement("$T.read(" + String.join(",$W", read) + ")", JavaTypes.TILE_MOMENTS);
    }

    /** The dimensions inside of those that statistics are merged along; none if those are a part of the innermost one. */
    private static List<Dim> behindMembers(Step.MergeMoments merge, Buffer sums) {
        List<Dim> dims = sums.dims();
        List<Dim> members = merge.members();
        int first = dims.indexOf(members.get(0));
        int end = first + members.size();
        boolean isRun =
                first < 0 || end <= dims.size() && dims.subList(first, end).equals(members);
        if (!isRun || merge.weights().isPresent()) {
            throw new IllegalStateException(
                    merge.moments().mean() + " is merged along dimensions that are apart, or of weighted values");
        }
        return first < 0 ? List.of() : dims.subList(end, dims.size());
    }

    private List<String> arrays(String... names) {
        return Arrays.stream(names)
                .map(name -> context.field(program.buffer(name)))
                .toList();
    }

    /** The channels of partial sums, and which of them are meant. */
    private List<String> channelRange(Buffer sums, Step step) {
        return List.of(channels(sums), from(sums, step), to(sums, step));
    }

    private void sum(Step.SumValues sum, CodeBlock.Builder code) {
        List<Dim> dims = sum.dims();
        List<Dim> summed = sum.summed();
        int first = summed.isEmpty() ? dims.size() : dims.indexOf(summed.get(0));
        if (!dims.subList(first, first + summed.size()).equals(summed)) {
            throw new IllegalStateException(sum.sum() + " is summed along dimensions that are apart");
        }
        List<Dim> before = dims.subList(0, first);
        code.addStatement(
                "$T.sum($L,$W$L,$W$L,$W$L,$W$L,$W$L)",
                JavaTypes.VALUE_SUMS,
                context.field(program.buffer(sum.source())),
                from(before, sum),
                to(before, sum),
                ContextModel.product(summed),
                ContextModel.product(dims.subList(first + summed.size(), dims.size())),
                context.field(program.buffer(sum.sum())));
    }

    private void spread(Step.Spread spread, CodeBlock.Builder code) {
        Buffer source = program.buffer(spread.source());
        code.addStatement(
                "$T.spread($L,$W$L,$W$L,$W$L,$W$L)",
                JavaTypes.WORKSPACE,
                values(source),
                JavaNames.count(spread.members()),
                from(source, spread),
                to(source, spread),
                context.field(program.buffer(spread.spread())));
    }

    private void wrap(Step.Wrap wrap, CodeBlock.Builder code) {
        Buffer source = program.buffer(wrap.source());
        Buffer wrapped = program.buffer(wrap.wrapped());
        int last = source.dims().size() - 1;
        if (last > 0) {
            wrapRows(source, wrapped, last, wrap, code);
            return;
        }
        code.addStatement(
                "$T.wrap($L, $L, $L)",
                JavaTypes.WORKSPACE,
                values(source),
                context.field(wrapped),
                ContextModel.product(source.dims()));
    }

    /** Copies of what belongs to the channels of each of several sets of rows. */
    private void wrapRows(Buffer source, Buffer wrapped, int last, Step.Wrap wrap, CodeBlock.Builder code) {
        List<Dim> around = source.dims().subList(0, last);
        code.addStatement(
                "$T.wrap($L,$W$L,$W$L,$W$L,$W$L,$W$L)",
                JavaTypes.WORKSPACE,
                values(source),
                JavaNames.count(source.dims().get(last)),
                from(around, wrap),
                to(around, wrap),
                context.field(wrapped),
                JavaNames.wrapped(source.dims().get(last)));
    }

    /** The array of a variable or a small value, or that of an argument and where it starts in it. */
    private String values(Buffer buffer) {
        return buffer.isCallers() ? buffer.array() + ", " + JavaNames.offset(buffer.name()) : array(buffer);
    }

    /** The array of a variable or a small value. */
    private String array(Buffer buffer) {
        return buffer.kind() == Buffer.Kind.VARIABLE ? "layer." + buffer.name() + ".array()" : context.field(buffer);
    }

    private void sumReplicas(Buffer source, Buffer sum, CodeBlock.Builder code) {
        String length = ContextModel.product(sum.dims());
        code.addStatement("$T.arraycopy($L, 0, $L, 0, $L)", System.class, context.field(source), sum.array(), length);
        code.addStatement("replicas.sum(replica, $L, $L)", context.field(sum), length);
    }

    private void merge(Step.MergeSum merge, CodeBlock.Builder code) {
        Buffer parts = program.buffer(merge.partial());
        code.addStatement(
                "$T.sums($L,$W$L,$W$L,$W$L,$W$L,$W$L)",
                JavaTypes.TILE_MERGE,
                context.tiles(context.tilingOf(program)),
                context.field(parts),
                channels(parts),
                from(parts, merge),
                to(parts, merge),
                context.field(program.buffer(merge.sum())));
    }

    /** The tiles, and how many elements stand at each of their indices. */
    private List<String> tiling() {
        Tiling tiling = context.tilingOf(program);
        return List.of(context.tiles(tiling), ContextModel.within(tiling));
    }

    private static String channels(Buffer parts) {
        return ContextModel.product(parts);
    }

    private String from(Buffer parts, Step step) {
        return from(parts.dims(), step);
    }

    private String to(Buffer parts, Step step) {
        return to(parts.dims(), step);
    }

    /** The index of the first element that is meant, in an array of some dimensions. */
    private String from(List<Dim> dims, Step step) {
        return isInParts(step) ? times(firstOfPart(), dims) : "0";
    }

    private String to(List<Dim> dims, Step step) {
        return isInParts(step) ? times(lastOfPart(), dims) : ContextModel.product(dims);
    }

    /** The first of the indices of a part, which lie one behind the other if there are two dimensions. */
    private String firstOfPart() {
        List<Dim> cut = cut();
        String outer = JavaNames.first(cut.get(0));
        return cut.size() == 1
                ? outer
                : outer + " * " + JavaNames.count(cut.get(1)) + " + " + JavaNames.first(cut.get(1));
    }

    private String lastOfPart() {
        List<Dim> cut = cut();
        String outer = JavaNames.last(cut.get(0));
        return cut.size() == 1
                ? outer
                : "(" + outer + " - 1) * " + JavaNames.count(cut.get(1)) + " + " + JavaNames.last(cut.get(1));
    }

    /** Whether a step is done for each part of a kept dimension. */
    private boolean isInParts(Step step) {
        return program.steps().stream()
                .anyMatch(outermost -> outermost instanceof Step.ForParts && contains(outermost, step));
    }

    private static boolean contains(Step outer, Step step) {
        return outer.inner().stream().anyMatch(inner -> inner.equals(step) || contains(inner, step));
    }

    /** The index of the first element at an index along the dimensions that are cut. */
    private String times(String index, List<Dim> dims) {
        List<Dim> others = dims.subList(cut().size(), dims.size());
        if (others.isEmpty()) {
            return index;
        }
        return (cut().size() > 1 ? "(" + index + ")" : index) + " * " + ContextModel.product(others);
    }
}
