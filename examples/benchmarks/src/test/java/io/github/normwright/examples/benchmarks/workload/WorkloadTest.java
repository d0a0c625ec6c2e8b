package io.github.normwright.examples.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.api.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

    @ParameterizedTest
    @EnumSource(DType.class)
    void readsWhatItWrites(DType dtype) {
        Workload workload = new Workload(LayerShape.parse("2x3x4x5"), Layout.NCHW, dtype, 2);
        assertEquals(workload, Workload.parse(workload.toString()));
    }

    @Test
    void writesItsParts() {
        Workload workload = new Workload(LayerShape.parse("2x3"), Layout.NHWC, DType.BFLOAT16, 1);
        assertEquals("2x3/nhwc/bfloat16/1", workload.toString());
    }

    @Test
    void refusesNoThreads() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Workload(LayerShape.parse("2x3"), Layout.NHWC, DType.FLOAT32, 0));
    }

    @Test
    void namesLayoutsAndDirections() {
        assertEquals(Layout.NHWC, Layout.parse("nhwc"));
        assertEquals(Direction.BACKWARD, Direction.parse("backward"));
        assertThrows(IllegalArgumentException.class, () -> Layout.parse("nchwc"));
        assertThrows(IllegalArgumentException.class, () -> Direction.parse("training"));
    }

    @Test
    void equalWorkloadsHaveEqualNumbers() {
        Workload workload = new Workload(LayerShape.parse("2x3"), Layout.NHWC, DType.FLOAT32, 1);
        assertArrayEquals((float[]) Tensors.of(workload).x(), (float[])
                Tensors.of(workload).x());
        assertArrayEquals(Tensors.of(workload).gamma(), Tensors.of(workload).gamma());
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void numbersAreOfTheDtype(DType dtype) {
        Workload workload = new Workload(LayerShape.parse("20x30"), Layout.NHWC, dtype, 1);
        NumberArray<?> numbers = NumberArray.of(dtype);
        assertEquals(600L * numbers.bytesPerValue(), workload.bytes());
        assertEquals(20L * numbers.bytesPerValue(), workload.bytesPerChannel());
        assertEquals(numbers.zeros(0).getClass(), Tensors.of(workload).x().getClass());
    }

    @Test
    void readsTheSizeOfACache() {
        assertEquals(1 << 20, CacheSize.parse("1024K"));
        assertEquals(2 << 20, CacheSize.parse("2M"));
        assertEquals(512, CacheSize.parse("512"));
    }
}
