package io.github.normwright.processor.plan.cost;

import java.util.Arrays;
import java.util.List;

/** One of the ways to do a part of a program, as people call it. */
public enum Choice {
    CHANNEL_BLOCKS(Decision.SUMS, "a block of channels at a time, down all rows of a tile"),
    ROW_GROUPS(Decision.SUMS, "a few rows at a time, with the sums in memory"),
    ROW_PAIRS(
            Decision.MAPS,
            "two rows at a time, half a tile apart, or four where what belongs to channels is large,"
                    + " or one where several tensors are stored, in lines of the cache"),
    NEIGHBOURING_ROWS(Decision.MAPS, "a few neighbouring rows at a time"),
    SINGLE_ROWS(Decision.MAPS, "one row after the other"),
    FUSED_CHANNELS(Decision.PASSES, "all passes over one channel, or sample, before the next one"),
    SEPARATE_PASSES(Decision.PASSES, "each pass over the whole tensor before the next pass");

    /** What there is to choose. */
    public enum Decision {
        /** In which order sums over rows of channels are taken. */
        SUMS("sums"),
        /** In which order maps over rows of channels are computed. */
        MAPS("maps"),
        /** Whether the passes over a channel, or over a sample, follow one another. */
        PASSES("passes");

        private final String key;

        Decision(String key) {
            this.key = key;
        }

        /** What stands for it in files. */
        public String key() {
            return key;
        }

        /** Its choices; where two are predicted to cost the same, the earlier one is taken. */
        public List<Choice> choices() {
            return Arrays.stream(Choice.values())
                    .filter(choice -> choice.decision == this)
                    .toList();
        }
    }

    private final Decision decision;
    private final String description;

    Choice(Decision decision, String description) {
        this.decision = decision;
        this.description = description;
    }

    public Decision decision() {
        return decision;
    }

    /** What is done, in words. */
    public String description() {
        return description;
    }
}
