package io.github.normwright.examples.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarePassesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch/none/4x64x2x2/nhwc/float32/2",
                "batch/none/5x19x3x3/nhwc/float32/2",
                "batch/none/5x19x7x7/nchw/float32/2",
                "batch/none/5x19x3x3/nchw/float32/2",
                "batch/none/32x33/nhwc/float32/1",
                "layer/none/9x70/nhwc/float32/2",
                "rms/none/9x64/nhwc/float32/1",
                "group/none/3x32x5x5/nchw/float32/2",
                "group/none/3x64x3x3/nhwc/float32/2"
            })
    void reachEveryElement(String name) {
        check("passes", name, (x, dy) -> x * 1.5f + 0.5f, (x, dy) -> x * 1.5f + dy * 0.5f);
        check(
                "arithmetic",
                name,
                (x, dy) -> (x - 0.25f) * 1.5f + 0.5f,
                (x, dy) -> dy * 1.5f + ((x - 0.25f) * 0.25f + 0.5f));
    }

    private interface Formula {

        float of(float x, float dy);
    }

    private static void check(String peer, String name, Formula map, Formula gradient) {
        Workload workload = Workload.parse(name);
        Tensors tensors = Tensors.of(workload);
        Peer passes = Peers.find(peer, "").open(peer, workload, tensors);
        float[] x = (float[]) tensors.x();
        float[] dy = (float[]) tensors.dy();
        double[] y = new double[x.length];
        double[] dx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = map.of(x[i], dy[i]);
            dx[i] = gradient.of(x[i], dy[i]);
        }
        Peer inference = Peers.find(peer, "").open(peer, workload, tensors);
        inference.infer().run();
        assertArrayEquals(y, inference.output(Output.Y));
        passes.train().run();
        assertArrayEquals(y, passes.output(Output.Y));
        passes.backward().run();
        assertArrayEquals(dx, passes.output(Output.DX));
        assertThrows(UnsupportedOperationException.class, () -> passes.output(Output.GAMMA_GRADIENT));
    }
}
