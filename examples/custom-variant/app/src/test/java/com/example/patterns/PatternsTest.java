package com.example.patterns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The example does what its README says. */
class PatternsTest {

    @Test
    void normalizationTellsPatternsOfAnyContrastApart() {
        double[] with = Main.accuracies(Activation::normalized);
        double[] without = Main.accuracies(Activation::rectified);
        assertTrue(Main.isAsExpected(with, without), Arrays.toString(with) + Arrays.toString(without));
    }

    @Test
    void noSampleDependsOnAnother() {
        Random random = new Random(5);
        int size = Filters.PLACES * Filters.CHANNELS;
        float[] batch = new float[3 * size];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = (float) random.nextGaussian();
        }
        PatternNormFloat32 norm = PatternNormFloat32.create();
        float[] together = new float[batch.length];
        norm.infer(batch, together, 3);
        for (int sample = 0; sample < 3; sample++) {
            float[] alone = new float[size];
            norm.infer(Arrays.copyOfRange(batch, sample * size, (sample + 1) * size), alone, 1);
            assertArrayEquals(Arrays.copyOfRange(together, sample * size, (sample + 1) * size), alone);
        }
    }

    @Test
    void outputsAreThoseOfTheFormula() {
        PatternNormFloat32 norm = PatternNormFloat32.create();
        float[] x = new float[Filters.PLACES * Filters.CHANNELS];
        Arrays.fill(x, -3);
        Arrays.fill(x, 0, Filters.CHANNELS, 4);
        float[] y = new float[x.length];
        norm.infer(x, y, 1);
        double meanSquare = (16 + 9.0 * (Filters.PLACES - 1)) / Filters.PLACES;
        float[] expected = new float[x.length];
        Arrays.fill(expected, 0, Filters.CHANNELS, (float) (4 / Math.sqrt(meanSquare + 1e-6)));
        assertArrayEquals(expected, y, 1e-6f);
    }
}
