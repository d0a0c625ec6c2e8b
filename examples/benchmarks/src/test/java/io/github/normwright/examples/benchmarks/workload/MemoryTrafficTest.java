package io.github.normwright.examples.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
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
        MemoryTraffic traffic = new MemoryTraffic(LARGE.inLayout(Layout.NCHW), LARGE.bytesPerChannel());
        assertEquals(401_408, LARGE.bytesPerChannel());
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

    private static Workload workload(String shape, Layout layout, DType dtype) {
        return new Workload(LayerShape.parse(shape), layout, dtype, 1);
    }
}
