package io.github.normwright.processor.emit;

import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/** The methods of a layer's kernel. Programs that do the same in one of their passes share a method. */
final class KernelMethods {

    private record Key(String program, Step pass) {}

    private final List<KernelMethod> methods = new ArrayList<>();
    private final List<KernelMethod> ofRows = new ArrayList<>();
    private final Map<Key, KernelMethod> byPass = new LinkedHashMap<>();

    KernelMethods(LayerPlan plan) {
        List<KernelMethod> passes = plan.programs().stream()
                .flatMap(program -> program.passes().stream().map(pass -> KernelMethod.of(program, pass)))
                .toList();
        List<KernelMethod> inRows = plan.programs().stream()
                .flatMap(program -> program.passes().stream()
                        .filter(Step.ForRows.class::isInstance)
                        .flatMap(rows -> rows.inner().stream())
                        .flatMap(step -> step.passes().stream())
                        .map(pass -> KernelMethod.of(program, pass)))
                .toList();
        add(passes, methods);
        add(inRows, ofRows);
    }

    /** Adds methods, each once, and keeps which pass has which. */
    private void add(List<KernelMethod> wanted, List<KernelMethod> into) {
        Map<String, List<KernelMethod>> byName = new LinkedHashMap<>();
        for (KernelMethod method : wanted) {
            List<KernelMethod> alike = byName.computeIfAbsent(method.name(), name -> new ArrayList<>());
            if (alike.stream().noneMatch(method::doesTheSame)) {
                alike.add(method);
            }
        }
        byName.values().forEach(alike -> alike.forEach(method -> into.add(named(method, alike.size() == 1))));
        for (KernelMethod method : wanted) {
            byPass.put(
                    new Key(method.program().name(), method.pass()),
                    into.stream().filter(method::doesTheSame).findFirst().orElseThrow());
        }
    }

    /** A method that only one of the programs has carries its name, and a number if that is not enough. */
    private KernelMethod named(KernelMethod method, boolean isUnique) {
        String base = isUnique ? method.name() : method.program().call() + JavaNames.capitalized(method.name());
        return new KernelMethod(
                FreeNames.like(base, this::isTaken), method.program(), method.pass(), method.parameters());
    }

    private boolean isTaken(String name) {
        return Stream.concat(methods.stream(), ofRows.stream())
                .anyMatch(method -> method.name().equals(name));
    }

    /** The methods that a kernel has for the layer's context, each once. */
    List<KernelMethod> all() {
        return methods;
    }

    /** The methods that those of {@link #all} call which do several things row by row. */
    List<KernelMethod> ofRows() {
        return ofRows;
    }

    /** Those of {@link #ofRows} that are called again for a few rows. */
    List<KernelMethod> doneAgain() {
        Set<Step> again = new LinkedHashSet<>();
        methods.forEach(method -> addAgain(method.pass(), again));
        return ofRows.stream().filter(method -> again.contains(method.pass())).toList();
    }

    private static void addAgain(Step step, Set<Step> again) {
        if (step instanceof Step.RefinePivots refine) {
            again.addAll(refine.passes());
        }
        step.inner().forEach(inner -> addAgain(inner, again));
    }

    /** The elementary functions that methods compute, in the order of their enum. */
    static Set<UnaryOperator> functionsOf(List<KernelMethod> methods) {
        Set<UnaryOperator> functions = EnumSet.noneOf(UnaryOperator.class);
        methods.stream().flatMap(method -> method.nests().stream()).forEach(nest -> functions.addAll(nest.functions()));
        return functions;
    }

    /** The method for a pass of a program. */
    KernelMethod of(Program program, Step pass) {
        KernelMethod method = byPass.get(new Key(program.name(), pass));
        if (method == null) {
            throw new NoSuchElementException("no method for a pass of " + program.name() + ": " + pass);
        }
        return method;
    }
}
