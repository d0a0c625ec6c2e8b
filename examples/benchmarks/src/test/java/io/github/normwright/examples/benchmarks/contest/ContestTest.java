package io.github.normwright.examples.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.LayerVariant;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in a measuring process. */
class ContestTest {

    private static final String WORKLOAD = "batch/none/4x5x6x7/nchw/float32/1";

    @TempDir
    private Path layers;

    @BeforeEach
    void compile() {
        Workload workload = Workload.parse(WORKLOAD);
        LayerCompiler.compile(List.of(new LayerSource(workload, LayerVariant.STATIC)), "", layers);
        System.setProperty(LayerCompiler.FOLDER_PROPERTY, layers.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(LayerCompiler.FOLDER_PROPERTY);
    }

    @Test
    void everyContestantTakesItsTurn() {
        Contest contest = contest("plain");
        contest.open();
        Contest.Counters counters = new Contest.Counters();
        for (int turn = 0; turn < 16; turn++) {
            counters.allocatedBytes = -1;
            contest.next();
            contest.call();
            contest.count(counters);
            assertTrue(counters.allocatedBytes >= 0);
        }
    }

    @Test
    void takesTurnsWithWhatCannotBeCompared() {
        Contest contest = contest("passes");
        contest.open();
        for (int turn = 0; turn < 8; turn++) {
            contest.next();
            contest.call();
        }
    }

    @Test
    void runsWithoutAPeer() {
        Contest contest = contest("none");
        contest.open();
        contest.next();
        contest.call();
    }

    @Test
    void knowsItsPeers() {
        Contest contest = contest("nobody");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, contest::open);
        assertEquals("expected the name of a peer, found nobody", refused.getMessage());
    }

    private static Contest contest(String peer) {
        Contest contest = new Contest();
        contest.workload = WORKLOAD;
        contest.directions = "train,infer,backward";
        contest.peer = peer;
        contest.peerClassPath = "";
        return contest;
    }
}
