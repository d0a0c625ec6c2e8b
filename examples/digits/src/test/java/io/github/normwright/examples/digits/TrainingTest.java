package io.github.normwright.examples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.digits.Training.Epoch;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final Training TRAINING = new Training(4, 60, 0.2f);

    private final Digits.Split digits = Digits.load().split(360, new Random(0));

    TrainingTest() throws IOException {}

    @Test
    void fourEpochsSufficeWithBatchNormalizationAndNotWithout() {
        List<Epoch> normalized = run(true, 1);
        List<Epoch> plain = run(false, 1);

        assertTrue(normalized.get(3).accuracy() >= 0.95, normalized.toString());
        assertTrue(normalized.get(3).loss() <= 0.2, normalized.toString());
        assertTrue(plain.get(3).accuracy() <= 0.3, plain.toString());
        // No better than guessing.
        assertEquals(Math.log(10), plain.get(3).loss(), 0.1, plain.toString());
    }

    @Test
    void equalSeedsGiveEqualBits() {
        assertEquals(run(true, 1), run(true, 1));
        assertEquals(run(false, 1), run(false, 1));
        assertNotEquals(run(true, 1), run(true, 2));
    }

    @Test
    void tellsAfterEachEpoch() {
        AtomicInteger epochs = new AtomicInteger();
        TRAINING.run(true, digits, 1, epochs::incrementAndGet);
        assertEquals(4, epochs.get());
    }

    @Test
    void meansAreTakenOverTheSeedsEpochByEpoch() {
        Runs runs = new Runs(
                "two",
                List.of(List.of(new Epoch(2, 0.25), new Epoch(1, 0.5)), List.of(new Epoch(4, 0.75), new Epoch(2, 1))));

        assertArrayEquals(new double[] {3, 1.5}, runs.mean(Epoch::loss));
        assertArrayEquals(new double[] {0.5, 0.75}, runs.mean(Epoch::accuracy));
        assertArrayEquals(new double[] {0.5, 1}, runs.finalAccuracies());
    }

    private List<Epoch> run(boolean isNormalized, long seed) {
        return TRAINING.run(isNormalized, digits, seed, () -> {});
    }
}
