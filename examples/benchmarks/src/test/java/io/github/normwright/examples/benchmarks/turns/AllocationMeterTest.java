package io.github.normwright.examples.benchmarks.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.kernels.Threads;
import org.junit.jupiter.api.Test;

class AllocationMeterTest {

    private Object kept;

    @Test
    void countsArrays() {
        long bytes = new AllocationMeter().bytesOf(() -> kept = new byte[100_000]);
        assertTrue(bytes >= 100_000, bytes + " bytes");
    }

    @Test
    void countsWhatOtherThreadsAllocate() {
        byte[][] arrays = new byte[2][];
        try (Threads threads = Threads.of(2)) {
            AllocationMeter meter = new AllocationMeter();
            long bytes = meter.bytesOf(() -> threads.run(tile -> arrays[tile] = new byte[100_000], 2));
            assertTrue(bytes >= 200_000, bytes + " bytes");
        }
    }

    @Test
    void nothingIsNothing() {
        AllocationMeter meter = new AllocationMeter();
        meter.bytesOf(() -> {});
        assertEquals(0, meter.bytesOf(() -> {}));
    }
}
