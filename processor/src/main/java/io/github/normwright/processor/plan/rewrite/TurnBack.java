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
        Map<Tiling, Boolean> endsAtLast = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Step step : program.steps()) {
            if (step instanceof Step.ForTiles tiles) {
                boolean isBack = endsAtLast.getOrDefault(tiles.tiling(), false);
                endsAtLast.put(tiles.tiling(), !isBack);
                steps.add(new Step.ForTiles(tiles.tiling(), isBack, tiles.steps()));
            } else {
                steps.add(step);
            }
        }
        return program.withSteps(steps);
    }
}
