package io.github.normwright.examples.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import org.junit.jupiter.api.Test;

class BarePassesTest {

    @Test
    void reachEveryElement() {
        Workload workload = Workload.parse("batch/none/4x64x2x2/nhwc/float32/2");
        Tensors tensors = Tensors.of(workload);
        Peer passes = Peers.find("passes", "").open("passes", workload, tensors);
        float[] x = (float[]) tensors.x();
        float[] dy = (float[]) tensors.dy();
        double[] y = new double[x.length];
        double[] dx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * 1.5f + 0.5f;
            dx[i] = x[i] * 1.5f + dy[i] * 0.5f;
        }
        passes.train().run();
        assertArrayEquals(y, passes.output(Output.Y));
        passes.backward().run();
        assertArrayEquals(dx, passes.output(Output.DX));
        assertThrows(UnsupportedOperationException.class, () -> passes.output(Output.GAMMA_GRADIENT));
    }
}
