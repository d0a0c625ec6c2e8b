package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Puts nests of the same name and loops into one, so that several reductions read the data once, and several small
 * formulas share a loop. A nest moves up to an earlier one only past nests that it does not depend on; one that needs a
 * reduction stays behind it, for that value is complete only after the loops.
 */
public final class FuseNests implements Rewrite {

    @Override
    public String title() {
        return "fuse nests";
    }

    @Override
    public Program apply(Program program) {
        List<Nest> fused = new ArrayList<>();
        for (Nest nest : program.nests()) {
            OptionalInt partner = partner(nest, fused);
            if (partner.isPresent()) {
                Nest earlier = fused.get(partner.getAsInt());
                fused.set(partner.getAsInt(), fuse(earlier, nest));
            } else {
                fused.add(nest);
            }
        }
        return program.withSteps(
                fused.stream().map(nest -> (Step) new Step.Run(nest)).toList());
    }

    private static OptionalInt partner(Nest nest, List<Nest> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            Nest candidate = earlier.get(i);
            boolean alike =
                    candidate.name().equals(nest.name()) && candidate.loops().equals(nest.loops());
            if (alike && !needs(nest, reductions(candidate))) {
                return OptionalInt.of(i);
            }
            if (needs(nest, stores(candidate)) || needs(nest, reductions(candidate))) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    private static boolean needs(Nest nest, Set<String> names) {
        return nest.body().stream()
                .flatMap(statement -> Exprs.names(statement.value()).stream())
                .anyMatch(names::contains);
    }

    private static Set<String> reductions(Nest nest) {
        Set<String> names = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (statement instanceof Statement.Reduce reduce) {
                names.addAll(reduce.definition().names());
            }
        }
        return names;
    }

    private static Set<String> stores(Nest nest) {
        Set<String> names = new LinkedHashSet<>();
        for (Statement statement : nest.body()) {
            if (statement instanceof Statement.Store store) {
                names.add(store.target());
            }
        }
        return names;
    }

    private static Nest fuse(Nest first, Nest second) {
        // A value as large as the tensor may be defined in both.
        Set<Statement> body = new LinkedHashSet<>(first.body());
        body.addAll(second.body());
        return first.withBody(List.copyOf(body));
    }
}
