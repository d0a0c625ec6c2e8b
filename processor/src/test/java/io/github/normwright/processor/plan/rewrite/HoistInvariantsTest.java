package io.github.normwright.processor.plan.rewrite;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoistInvariantsTest {

    /** Generated code calls the third of four copies of a local {@code invariant2}, so no other local may have that name. */
    @Test
    void namesDifferInMoreThanANumber() {
        LayerSource source = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 64), -1);
        Program inference = LayerPlan.of(source.algorithm()).inference().program();
        Expr ofRow = Expr.ref("mean").times(Expr.ref("inverseStddev"));
        Expr ofAll = new Expr.Setting("limit", 3).times(new Expr.Setting("factor", 5));
        Statement body = new Statement.Store("y", Expr.ref("x").times(ofRow).plus(ofAll));
        Program hoisted = new HoistInvariants()
                .apply(inference.mapNests(nest -> nest.results().contains("y") ? nest.withBody(List.of(body)) : nest));
        List<String> names = hoisted.nests().stream()
                .filter(nest -> nest.results().contains("y"))
                .flatMap(nest -> nest.body().stream())
                .filter(Statement.Define.class::isInstance)
                .map(statement -> ((Statement.Define) statement).name())
                .filter(name -> name.endsWith("nvariant"))
                .toList();
        assertEquals(List.of("invariant", "otherInvariant"), names);
    }
}
