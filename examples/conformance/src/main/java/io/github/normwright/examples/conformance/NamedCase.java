package io.github.normwright.examples.conformance;

import io.github.normwright.examples.kerasimport.LayerCompiler;
import java.util.List;

/**
 * Something recorded that can be replayed.
 *
 * @param id its name in reports
 * @param replay replays it
 */
record NamedCase(String id, Replay replay) {

    /** Replays a recording. */
    interface Replay {
        /**
         * Replays the recording.
         *
         * @param compiler compiles what it needs
         * @return what differs; empty if nothing does
         * @throws Exception if it cannot be replayed
         */
        List<String> run(LayerCompiler compiler) throws Exception;
    }
}
