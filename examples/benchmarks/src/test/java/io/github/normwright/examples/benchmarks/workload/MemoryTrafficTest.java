package io.github.normwright.examples.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTrafficTest {

    private static final long CACHE = 1 << 20;

    /** A channel of this has 32 x 56 x 56 values: 401,408 bytes. The tensor has 64 of them. */
    private static final Workload LARGE = workload("32x64x56x56", Layout.NHWC, DType.FLOAT32);

    private static final long TENSOR = 25_690_112;

    @Test
    void countsEveryReadingOfALargeTensor() {
        MemoryTraffic traffic = new MemoryTraffic(LARGE, CACHE);
        assertEquals(TENSOR, LARGE.bytes());
        assertEquals(3 * TENSOR, traffic.bytes(Direction.TRAIN));
        assertEquals(2 * TENSOR, traffic.bytes(Direction.INFER));
        assertEquals(5 * TENSOR, traffic.bytes(Direction.BACKWARD));
    }

    @Test
    void takesTheTimesOfReadingAndCopying() {
        MemoryTraffic traffic = new MemoryTraffic(LARGE, CACHE);
        assertEquals(3 + 10, traffic.bound(Direction.TRAIN, 3, 10));
        assertEquals(10, traffic.bound(Direction.INFER, 3, 10));
        assertEquals(9 + 10, traffic.bound(Direction.BACKWARD, 3, 10));
    }

    @Test
    void readsAChannelOfAChannelsFirstTensorOnceIfItFitsTheCache() {
        MemoryTraffic traffic = new MemoryTraffic(LARGE.inLayout(Layout.NCHW), CACHE);
        assertEquals(2 * TENSOR, traffic.bytes(Direction.TRAIN));
        assertEquals(3 * TENSOR, traffic.bytes(Direction.BACKWARD));
    }

    @Test
    void countsBothInputsOfBackward() {
        MemoryTraffic traffic = new MemoryTraffic(
                LARGE.inLayout(Layout.NCHW), LARGE.inLayout(Layout.NCHW).bytesPerStatistic());
        assertEquals(401_408, LARGE.inLayout(Layout.NCHW).bytesPerStatistic());
        assertEquals(2 * TENSOR, traffic.bytes(Direction.TRAIN));
        assertEquals(5 * TENSOR, traffic.bytes(Direction.BACKWARD));
    }

    @Test
    void readsASmallTensorOnce() {
        Workload small = workload("32x64", Layout.NHWC, DType.FLOAT64);
        assertEquals(16_384, small.bytes());
        MemoryTraffic traffic = new MemoryTraffic(small, CACHE);
        assertEquals(2 * 16_384, traffic.bytes(Direction.TRAIN));
        assertEquals(3 * 16_384, traffic.bytes(Direction.BACKWARD));
    }

    @Test
    void aDenseLayerHasOneLayout() {
        Workload dense = workload("4096x640", Layout.NCHW, DType.FLOAT32);
        MemoryTraffic traffic = new MemoryTraffic(dense, CACHE);
        assertEquals(3 * dense.bytes(), traffic.bytes(Direction.TRAIN));
    }

    @Test
    void readsARowOrAGroupOnceIfItFitsTheCache() {
        for (String fits :
                List.of("layer/none/4096x768/nhwc", "rms/none/4096x768/nhwc", "group/none/32x64x56x56/nchw")) {
            Workload own = Workload.parse(fits + "/float32/1");
            MemoryTraffic traffic = new MemoryTraffic(own, CACHE);
            assertEquals(2 * own.bytes(), traffic.bytes(Direction.TRAIN), fits);
            assertEquals(2 * own.bytes(), traffic.bytes(Direction.INFER), fits);
            assertEquals(3 * own.bytes(), traffic.bytes(Direction.BACKWARD), fits);
            assertEquals(5 * own.bytes(), traffic.bytes(Direction.STEP), fits);
        }
    }

    /** The groups of a channels-last sample lie among each other; inference needs the statistics, too. */
    @Test
    void readsAllGroupsOfAChannelsLastSampleBeforeItNormalizes() {
        Workload group = Workload.parse("group/none/2x64x112x112/nhwc/float32/1");
        assertEquals(64 * 112 * 112 * 4, group.bytesPerStatistic());
        assertEquals(2 * 112 * 112 * 4, group.inLayout(Layout.NCHW).bytesPerStatistic());
        MemoryTraffic traffic = new MemoryTraffic(group, CACHE);
        assertEquals(3 * group.bytes(), traffic.bytes(Direction.TRAIN));
        assertEquals(3 * group.bytes(), traffic.bytes(Direction.INFER));
        assertEquals(5 * group.bytes(), traffic.bytes(Direction.BACKWARD));
    }

    @Test
    void readsASecondInputOnceAndWritesItsGradient() {
        Workload fused = Workload.parse("batch/add-relu/32x64x56x56/nhwc/float32/1");
        MemoryTraffic traffic = new MemoryTraffic(fused, CACHE);
        assertEquals(4 * TENSOR, traffic.bytes(Direction.TRAIN));
        assertEquals(3 * TENSOR, traffic.bytes(Direction.INFER));
        // Reads x, y and dy, writes the residual's gradient; reads this and x, writes dx.
        assertEquals(7 * TENSOR, traffic.bytes(Direction.BACKWARD));
        assertEquals(5 * TENSOR, new MemoryTraffic(fused, 2 * TENSOR).bytes(Direction.BACKWARD));
    }

    private static Workload workload(String shape, Layout layout, DType dtype) {
        return new Workload(Normalization.BATCH, Fusion.NONE, LayerShape.parse(shape), layout, dtype, 1);
    }
}
