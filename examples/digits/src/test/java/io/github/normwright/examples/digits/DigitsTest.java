package io.github.normwright.examples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class DigitsTest {

    private static final Digits ALL = load();

    @Test
    void loadsEveryImageWithItsLabel() {
        assertEquals(1797, ALL.size());
        assertEquals(1797, ALL.images().numRows);
        assertEquals(64, ALL.images().numCols);
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, countsByLabel(ALL));
    }

    @Test
    void pixelsAreSixteenthsOfInk() {
        boolean[] seen = new boolean[17];
        for (float pixel : ALL.images().data) {
            int sixteenths = (int) (pixel * 16);
            assertEquals(sixteenths / 16f, pixel);
            seen[sixteenths] = true;
        }
        for (boolean each : seen) {
            assertTrue(each, "each value from 0 to 16 occurs");
        }
    }

    @Test
    void pixelsAreInTheOrderOfTheFile() {
        float[] topOfFirstZero = {0, 0, 5, 13, 9, 1, 0, 0};
        for (int pixel = 0; pixel < topOfFirstZero.length; pixel++) {
            assertEquals(topOfFirstZero[pixel] / 16, ALL.images().get(0, pixel));
        }
        assertEquals(0, ALL.labels()[0]);
        assertEquals(8, ALL.labels()[1796]);
    }

    @Test
    void splitPutsEachDigitIntoOnePart() {
        Digits numbered = numbered(1797);
        Digits.Split split = numbered.split(360, new Random(0));

        assertEquals(360, split.test().size());
        assertEquals(1437, split.training().size());
        List<Integer> numbers = numbers(split.test());
        numbers.addAll(numbers(split.training()));
        numbers.sort(null);
        assertEquals(IntStream.range(0, 1797).boxed().toList(), numbers);
    }

    @Test
    void splitDependsOnTheSeedAlone() {
        List<Integer> test = numbers(numbered(1797).split(360, new Random(0)).test());

        assertEquals(test, numbers(numbered(1797).split(360, new Random(0)).test()));
        assertNotEquals(test, numbers(numbered(1797).split(360, new Random(1)).test()));
    }

    @Test
    void batchesHoldEachDigitOnceAndTheLastOneTheRest() {
        List<Digits> batches = numbered(130).batches(60, new Random(0));

        assertEquals(List.of(60, 60, 10), batches.stream().map(Digits::size).toList());
        List<Integer> numbers = new ArrayList<>();
        batches.forEach(batch -> numbers.addAll(numbers(batch)));
        assertNotEquals(IntStream.range(0, 130).boxed().toList(), numbers);
        numbers.sort(null);
        assertEquals(IntStream.range(0, 130).boxed().toList(), numbers);
    }

    @Test
    void labelsStayWithTheirImages() {
        for (Digits batch : numbered(130).batches(60, new Random(0))) {
            for (int row = 0; row < batch.size(); row++) {
                assertEquals(batch.images().get(row, 0), batch.labels()[row]);
                assertEquals(batch.images().get(row, 63), -batch.labels()[row]);
            }
        }
    }

    /** Images that can be told apart: the first pixel is the number of the image, and so is its label. */
    private static Digits numbered(int size) {
        FMatrixRMaj images = new FMatrixRMaj(size, Digits.PIXELS);
        for (int row = 0; row < size; row++) {
            images.set(row, 0, row);
            images.set(row, Digits.PIXELS - 1, -row);
        }
        return new Digits(images, IntStream.range(0, size).toArray());
    }

    private static List<Integer> numbers(Digits numbered) {
        return new ArrayList<>(Arrays.stream(numbered.labels()).boxed().toList());
    }

    private static int[] countsByLabel(Digits digits) {
        int[] counts = new int[Digits.CLASSES];
        for (int label : digits.labels()) {
            counts[label]++;
        }
        return counts;
    }

    private static Digits load() {
        try {
            return Digits.load();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
