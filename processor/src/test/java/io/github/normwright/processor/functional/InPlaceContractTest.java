package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What layers refuse of tensors that lie over each other, and of calls with or without a residual. */
class InPlaceContractTest {

    private static final int[] BATCH = {4};
    private static final int ELEMENTS = 12;
    private static final LayerSource PLAIN = LayerSource.of(shape(DYNAMIC, 3), -1);
    private static final LayerSource SUM = PLAIN.with("residual", true);
    private static final LayerSource RECTIFIED_SUM = SUM.with("activation", Activation.RELU);
    private static final LayerSource GATED_SUM = SUM.with("activation", Activation.SILU);

    private final float[] array = new float[100];
    private final float[] other = new float[100];
    private final float[] third = new float[100];

    private final NormalizationLayer<float[], float[]> plain = layer(PLAIN);
    private final TrainingContext<float[]> plainContext = plain.newContext();
    private final NormalizationLayer<float[], float[]> sum = layer(SUM);
    private final TrainingContext<float[]> sumContext = sum.newContext();
    private final NormalizationLayer<float[], float[]> rectified = layer(RECTIFIED_SUM);
    private final TrainingContext<float[]> rectifiedContext = rectified.newContext();

    InPlaceContractTest() {
        for (int i = 0; i < array.length; i++) {
            array[i] = i * 37 % 101;
            other[i] = i * 41 % 97;
        }
    }

    @SuppressWarnings("unchecked")
    private static NormalizationLayer<float[], float[]> layer(LayerSource source) {
        return (NormalizationLayer<float[], float[]>)
                Kernels.SCALAR.create(Compiled.withoutVectors(source), source.className(), Threads.callingThread());
    }

    private void assertRefuses(Class<? extends RuntimeException> type, String message, Executable call) {
        float[] before = array.clone();
        float[] otherBefore = other.clone();
        assertEquals(message, assertThrowsExactly(type, call).getMessage());
        assertArrayEquals(before, array);
        assertArrayEquals(otherBefore, other);
    }

    private void assertRefusesPlaces(String message, Executable call) {
        assertRefuses(IllegalArgumentException.class, message, call);
    }

    @Test
    void outputsLieInThePlaceOfInputsOrApart() {
        assertRefusesPlaces(
                "expected y in the place of x or apart from it,"
                        + " found y in elements 1 to 12 and x in elements 0 to 11 of one array",
                () -> plain.train(array, 0, array, 1, BATCH, plainContext));
        assertRefusesPlaces(
                "expected y in the place of x or apart from it,"
                        + " found y in elements 0 to 11 and x in elements 11 to 22 of one array",
                () -> plain.infer(array, 11, array, 0, BATCH));
        assertRefusesPlaces(
                "expected y in the place of x or apart from it,"
                        + " found y in elements 2 to 13 and x in elements 0 to 11 of one array",
                () -> plain.infer(array, 0, array, 2, BATCH, plainContext));
        assertRefusesPlaces(
                "expected y in the place of residual or apart from it,"
                        + " found y in elements 0 to 11 and residual in elements 5 to 16 of one array",
                () -> sum.train(other, 0, array, 5, array, 0, BATCH, sumContext));
        assertDoesNotThrow(() -> plain.infer(array, 0, array, ELEMENTS, BATCH));
        assertDoesNotThrow(() -> plain.infer(array, 0, array, 1, new int[] {0}));
    }

    @Test
    void inputsMayOverlap() {
        assertDoesNotThrow(() -> sum.train(array, 0, array, 5, other, 0, BATCH, sumContext));
    }

    @Test
    void gradientsLieInThePlaceOfOtherTensorsOrApart() {
        rectified.train(array, 0, other, 0, third, 0, BATCH, rectifiedContext);
        assertRefusesPlaces(
                "expected dx in the place of dy or apart from it,"
                        + " found dx in elements 1 to 12 and dy in elements 0 to 11 of one array",
                () -> rectified.backward(other, 0, other, 1, third, 50, rectifiedContext));
        assertRefusesPlaces(
                "expected dx in the place of x or apart from it,"
                        + " found dx in elements 3 to 14 and x in elements 0 to 11 of one array",
                () -> rectified.backward(other, 0, array, 3, third, 50, rectifiedContext));
        assertRefusesPlaces(
                "expected dResidual in the place of y or apart from it,"
                        + " found dResidual in elements 4 to 15 and y in elements 0 to 11 of one array",
                () -> rectified.backward(other, 0, array, 50, third, 4, rectifiedContext));
        assertRefusesPlaces(
                "expected dResidual apart from dx,"
                        + " found dResidual in elements 50 to 61 and dx in elements 50 to 61 of one array",
                () -> rectified.backward(other, 0, array, 50, array, 50, rectifiedContext));
        assertRefusesPlaces(
                "expected dResidual apart from x,"
                        + " found dResidual in elements 0 to 11 and x in elements 0 to 11 of one array",
                () -> rectified.backward(other, 0, third, 50, array, 0, rectifiedContext));
        assertDoesNotThrow(() -> rectified.backward(other, 0, array, 50, array, 62, rectifiedContext));
    }

    @Test
    void aCopiedGradientOverwritesNothingThatIsNeeded() {
        sum.train(array, 0, other, 0, third, 0, BATCH, sumContext);
        assertRefusesPlaces(
                "expected dResidual apart from x,"
                        + " found dResidual in elements 0 to 11 and x in elements 0 to 11 of one array",
                () -> sum.backward(other, 0, third, 50, array, 0, sumContext));
        assertRefusesPlaces(
                "expected dResidual apart from dx,"
                        + " found dResidual in elements 45 to 56 and dx in elements 50 to 61 of one array",
                () -> sum.backward(other, 0, third, 50, third, 45, sumContext));
        assertRefusesPlaces(
                "expected dResidual in the place of dy or apart from it,"
                        + " found dResidual in elements 7 to 18 and dy in elements 0 to 11 of one array",
                () -> sum.backward(other, 0, third, 50, other, 7, sumContext));
    }

    @Test
    void withoutAnActivationTheOutputsGradientIsThatOfTheResidual() {
        sum.train(array, 0, other, 0, third, 0, BATCH, sumContext);
        float[] dx = new float[ELEMENTS];
        float[] again = new float[ELEMENTS];
        float[] dResidual = new float[ELEMENTS + 1];
        sum.backward(other, 3, dx, 0, sumContext);
        sum.backward(other, 3, again, 0, dResidual, 1, sumContext);
        assertArrayEquals(dx, again);
        for (int i = 0; i < ELEMENTS; i++) {
            assertEquals(other[3 + i], dResidual[1 + i]);
        }
    }

    @Test
    void backwardNeedsWhatTheForwardCallRead() {
        String overwritten = "expected x as the forward call left it, found that a call in place has overwritten it";
        plain.train(array, 0, array, 0, BATCH, plainContext);
        assertRefuses(IllegalStateException.class, overwritten, () -> plain.backward(other, 0, other, 0, plainContext));
        plain.train(array, 0, other, 0, BATCH, plainContext);
        plain.backward(other, 0, array, 0, plainContext);
        assertRefuses(IllegalStateException.class, overwritten, () -> plain.backward(other, 0, other, 0, plainContext));
        plain.train(array, 0, third, 0, BATCH, plainContext);
        assertDoesNotThrow(() -> plain.backward(other, 0, other, 0, plainContext));
    }

    @Test
    void backwardNeedsTheResidualOrTheOutput() {
        NormalizationLayer<float[], float[]> gated = layer(GATED_SUM);
        TrainingContext<float[]> context = gated.newContext();
        gated.train(array, 0, other, 0, other, 0, BATCH, context);
        assertRefuses(
                IllegalStateException.class,
                "expected x and residual as the forward call left it, found that a call in place has overwritten it",
                () -> gated.backward(other, 0, third, 0, third, 50, context));
        rectified.train(array, 0, other, 0, other, 0, BATCH, rectifiedContext);
        assertDoesNotThrow(() -> rectified.backward(array, 50, other, 0, third, 0, rectifiedContext));
        assertRefuses(
                IllegalStateException.class,
                "expected x and y as the forward call left it, found that a call in place has overwritten it",
                () -> rectified.backward(array, 50, third, 0, third, 50, rectifiedContext));
    }

    @Test
    void layersHaveTheCallsOfTheirInputs() {
        assertFalse(plain.hasResidual());
        assertTrue(sum.hasResidual());
        String none = "tested adds no residual: its annotation must say residual = true";
        assertRefusesCall(none, () -> plain.train(array, 0, other, 0, third, 0, BATCH, plainContext));
        assertRefusesCall(none, () -> plain.infer(array, 0, other, 0, third, 0, BATCH));
        assertRefusesCall(none, () -> plain.infer(array, 0, other, 0, third, 0, BATCH, plainContext));
        assertRefusesCall(none, () -> plain.backward(array, 0, other, 0, third, 0, plainContext));
        assertRefusesCall(
                "tested adds a residual: expected the call of train that takes one",
                () -> sum.train(array, 0, other, 0, BATCH, sumContext));
        assertRefusesCall(
                "tested adds a residual: expected the call of infer that takes one",
                () -> sum.infer(array, 0, other, 0, BATCH));
        assertRefusesCall(
                "tested adds a residual: expected the call of infer that takes one",
                () -> sum.infer(array, 0, other, 0, BATCH, sumContext));
        assertRefusesCall(
                "tested adds a residual: expected the call of backward that takes dResidual",
                () -> rectified.backward(array, 0, other, 0, rectifiedContext));
    }

    private void assertRefusesCall(String message, Executable call) {
        assertRefuses(UnsupportedOperationException.class, message, call);
    }
}
