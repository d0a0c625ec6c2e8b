package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedLayersTest {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    @Test
    void createsANewLayerEachTime() {
        NormalizationLayer<?, ?> layer = GeneratedLayers.create(LOOKUP, FakeNorm.class, DType.FLOAT32);
        assertInstanceOf(FakeNormFloat32.class, layer);
        assertEquals("FakeNormFloat32", layer.name());
        assertNotSame(layer, GeneratedLayers.create(LOOKUP, FakeNorm.class, DType.FLOAT32));
    }

    @Test
    void createsLayersByName() {
        assertInstanceOf(
                FakeNormSecondFloat32.class, GeneratedLayers.create(LOOKUP, FakeNorm.class, "second", DType.FLOAT32));
    }

    @Test
    void createsPublicLayersForEveryone() {
        assertInstanceOf(
                FakeNormFloat32.class,
                GeneratedLayers.create(MethodHandles.publicLookup(), FakeNorm.class, DType.FLOAT32));
    }

    @Test
    void saysThatALayerIsNotAccessible() {
        IllegalStateException refused = assertThrowsExactly(
                IllegalStateException.class,
                () -> GeneratedLayers.create(MethodHandles.publicLookup(), FakeNorm.class, "second", DType.FLOAT32));
        assertInstanceOf(IllegalAccessException.class, refused.getCause());
        assertEquals(
                "io.github.normwright.kernels.FakeNormSecondFloat32 cannot be created: "
                        + refused.getCause().getMessage(),
                refused.getMessage());
    }

    @Test
    void saysWhatToDoAboutAMissingLayer() {
        IllegalStateException missing = assertThrowsExactly(
                IllegalStateException.class, () -> GeneratedLayers.create(LOOKUP, FakeNorm.class, DType.FLOAT64));
        assertInstanceOf(ClassNotFoundException.class, missing.getCause());
        assertTrue(
                missing.getMessage()
                        .startsWith("There is no class io.github.normwright.kernels.FakeNormFloat64"
                                + " for io.github.normwright.kernels.FakeNorm."),
                missing.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Since JDK 23",
                "normwright-processor",
                "annotationProcessorPaths",
                "annotationProcessor dependency",
                "-processorpath",
                "-proc:full"
            })
    void namesTheRemediesForAMissingLayer(String remedy) {
        IllegalStateException missing = assertThrowsExactly(
                IllegalStateException.class,
                () -> GeneratedLayers.create(LOOKUP, FakeNorm.class, "third", DType.FLOAT32));
        assertTrue(missing.getMessage().contains(remedy), missing.getMessage());
    }

    @Test
    void passesOnWhatALayerThrows() {
        RuntimeException exception = new IllegalArgumentException("of the layer");
        assertSame(exception, assertThrows(Throwable.class, () -> createFailing(exception)));
        Error error = new AssertionError("of the layer");
        assertSame(error, assertThrows(Throwable.class, () -> createFailing(error)));
    }

    @Test
    void wrapsACheckedException() {
        IOException exception = new IOException("of the layer");
        IllegalStateException wrapped =
                assertThrowsExactly(IllegalStateException.class, () -> createFailing(exception));
        assertEquals(
                "io.github.normwright.kernels.FakeNormFailingFloat32 cannot be created: of the layer",
                wrapped.getMessage());
        assertSame(exception, wrapped.getCause());
    }

    private static void createFailing(Throwable failure) {
        FakeNormFailingFloat32.failure = failure;
        GeneratedLayers.create(LOOKUP, FakeNorm.class, "failing", DType.FLOAT32);
    }
}
