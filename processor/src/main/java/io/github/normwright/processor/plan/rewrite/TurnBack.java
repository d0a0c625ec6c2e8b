package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.Tiling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a pass over tiles begin where the pass before has ended: the tiles it has read last are still in a cache, while
 * those it has read first may have had to make room for them. No result depends on the order of tiles.
 */
public final class TurnBack implements Rewrite {

    @Override
    public String title() {
        return "turn back after each pass";
    }

    @Override
    public Program apply(Program program) {
        return program.withSteps(turned(program.steps()));
    }

    private static List<Step> turned(List<Step> steps) {
        Map<Tiling, Boolean> endsAtLast = new HashMap<>();
        List<Step> turned = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.ForTiles tiles) {
                boolean isBack = endsAtLast.getOrDefault(tiles.tiling(), false);
                endsAtLast.put(tiles.tiling(), !isBack);
                turned.add(new Step.ForTiles(tiles.tiling(), isBack, tiles.steps()));
            } else {
                turned.add(step instanceof Step.ForParts parts ? parts.withInner(turned(parts.steps())) : step);
            }
        }
        return turned;
    }
}
