package io.github.normwright.processor.emit;

import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The methods of a layer's kernel. Programs that do the same in one of their nests share a method. */
final class KernelMethods {

    private record Key(String program, Nest nest) {}

    private final List<KernelMethod> methods = new ArrayList<>();
    private final Map<Key, KernelMethod> byNest = new LinkedHashMap<>();

    KernelMethods(LayerPlan plan) {
        Map<String, List<KernelMethod>> byName = new LinkedHashMap<>();
        for (Program program : plan.programs()) {
            for (Nest nest : program.nests()) {
                List<KernelMethod> alike = byName.computeIfAbsent(nest.name(), name -> new ArrayList<>());
                KernelMethod method = KernelMethod.of(nest.name(), program, nest);
                if (alike.stream().noneMatch(method::doesTheSame)) {
                    alike.add(method);
                }
            }
        }
        byName.values().forEach(alike -> alike.forEach(method -> methods.add(named(method, alike.size() == 1))));
        for (Program program : plan.programs()) {
            for (Nest nest : program.nests()) {
                KernelMethod wanted = KernelMethod.of(nest.name(), program, nest);
                byNest.put(
                        new Key(program.name(), nest),
                        methods.stream().filter(wanted::doesTheSame).findFirst().orElseThrow());
            }
        }
    }

    /** A method that only one of the programs has carries its name, and a number if that is not enough. */
    private KernelMethod named(KernelMethod method, boolean isUnique) {
        String base = isUnique ? method.name() : method.program().call() + JavaNames.capitalized(method.name());
        return new KernelMethod(
                FreeNames.like(base, this::isTaken), method.program(), method.nest(), method.parameters());
    }

    private boolean isTaken(String name) {
        return methods.stream().anyMatch(method -> method.name().equals(name));
    }

    /** All methods, each once. */
    List<KernelMethod> all() {
        return methods;
    }

    /** The elementary functions that methods compute, in the order of their enum. */
    static Set<UnaryOperator> functionsOf(List<KernelMethod> methods) {
        Set<UnaryOperator> functions = EnumSet.noneOf(UnaryOperator.class);
        methods.forEach(method -> functions.addAll(method.nest().functions()));
        return functions;
    }

    /** The method that runs a nest of a program. */
    KernelMethod of(Program program, Nest nest) {
        KernelMethod method = byNest.get(new Key(program.name(), nest));
        if (method == null) {
            throw new NoSuchElementException("no method for " + nest.name() + " of " + program.name());
        }
        return method;
    }
}
