package io.github.normwright.examples.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

    @ParameterizedTest
    @EnumSource(DType.class)
    void readsWhatItWrites(DType dtype) {
        Workload workload =
                new Workload(Normalization.BATCH, Fusion.NONE, LayerShape.parse("2x3x4x5"), Layout.NCHW, dtype, 2);
        assertEquals(workload, Workload.parse(workload.toString()));
    }

    @Test
    void writesItsParts() {
        Workload workload =
                new Workload(Normalization.BATCH, Fusion.NONE, LayerShape.parse("2x3"), Layout.NHWC, DType.BFLOAT16, 1);
        assertEquals("batch/none/2x3/nhwc/bfloat16/1", workload.toString());
    }

    @Test
    void refusesNoThreads() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Workload(
                        Normalization.BATCH, Fusion.NONE, LayerShape.parse("2x3"), Layout.NHWC, DType.FLOAT32, 0));
    }

    @Test
    void refusesGroupsThatDoNotDivideTheChannels() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Workload.parse("group/none/2x48x3x3/nhwc/float32/1"));
        assertEquals("expected channels for 32 groups, found 2x48x3x3", refused.getMessage());
    }

    @Test
    void refusesRowsThatAreNone() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Workload.parse("layer/none/2x48x3x3/nchw/float32/1"));
        assertEquals(
                "layer normalization is along the last axis: expected --layout nhwc, found nchw", refused.getMessage());
        assertTrue(Workload.parse("layer/none/2x48/nchw/float32/1").isMatrix());
        assertTrue(Workload.parse("rms/none/2x48x3x3/nhwc/float32/1").isMatrix());
        assertFalse(Workload.parse("group/none/2x64x3x3/nhwc/float32/1").isMatrix());
    }

    @Test
    void namesWhatItIsMadeOf() {
        assertEquals(Normalization.RMS, Normalization.parse("rms"));
        assertEquals(Fusion.ADD_RELU, Fusion.parse("add-relu"));
        assertEquals("add-relu", Fusion.ADD_RELU.toString());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Normalization.parse("instance"));
        assertEquals("expected a normalization out of batch, layer, rms, group, found instance", refused.getMessage());
    }

    @Test
    void hasNumbersForASecondInput() {
        Workload workload = Workload.parse("batch/add-relu/2x3/nhwc/float32/1");
        assertEquals(6, ((float[]) Tensors.of(workload).residual()).length);
        assertEquals(0, ((float[]) Tensors.of(workload.withoutFusion()).residual()).length);
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
        Workload workload =
                new Workload(Normalization.BATCH, Fusion.NONE, LayerShape.parse("2x3"), Layout.NHWC, DType.FLOAT32, 1);
        assertArrayEquals((float[]) Tensors.of(workload).x(), (float[])
                Tensors.of(workload).x());
        assertArrayEquals(Tensors.of(workload).gamma(), Tensors.of(workload).gamma());
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void numbersAreOfTheDtype(DType dtype) {
        Workload workload =
                new Workload(Normalization.BATCH, Fusion.NONE, LayerShape.parse("20x30"), Layout.NHWC, dtype, 1);
        NumberArray<?> numbers = NumberArray.of(dtype);
        assertEquals(600L * numbers.bytesPerValue(), workload.bytes());
        assertEquals(numbers.zeros(0).getClass(), Tensors.of(workload).x().getClass());
    }

    @Test
    void readsTheSizeOfACache() {
        assertEquals(1 << 20, CacheSize.parse("1024K"));
        assertEquals(2 << 20, CacheSize.parse("2M"));
        assertEquals(512, CacheSize.parse("512"));
    }
}
