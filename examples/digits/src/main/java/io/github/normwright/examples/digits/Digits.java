package io.github.normwright.examples.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/**
 * Images of handwritten digits and what they show. From the Optical Recognition of Handwritten Digits data set by E.
 * Alpaydin and C. Kaynak, 1998, UCI Machine Learning Repository, <a
 * href="https://doi.org/10.24432/C50P49">doi:10.24432/C50P49</a>, CC BY 4.0; see {@code digits-ATTRIBUTION.md}. Once
 * made, images and labels are only read.
 *
 * @param images one row for each image, {@value #PIXELS} columns for its 8 x 8 pixels, row by row, from 0 for paper to
 *     1 for ink
 * @param labels the digit that each image shows, 0 to 9
 */
record Digits(FMatrixRMaj images, int[] labels) {

    static final int PIXELS = 64;
    static final int CLASSES = 10;

    /** What the file has for a pixel that is all ink. */
    private static final float INK = 16;

    /** Reads all 1797 digits. */
    static Digits load() throws IOException {
        try (BufferedReader file = new BufferedReader(
                new InputStreamReader(Digits.class.getResourceAsStream("digits.csv"), StandardCharsets.US_ASCII))) {
            List<String> lines = file.lines().toList();
            FMatrixRMaj images = new FMatrixRMaj(lines.size(), PIXELS);
            int[] labels = new int[lines.size()];
            for (int row = 0; row < labels.length; row++) {
                String[] numbers = lines.get(row).split(",");
                for (int pixel = 0; pixel < PIXELS; pixel++) {
                    images.set(row, pixel, Integer.parseInt(numbers[pixel]) / INK);
                }
                labels[row] = Integer.parseInt(numbers[PIXELS]);
            }
            return new Digits(images, labels);
        }
    }

    /**
     * Digits to learn from, and digits to be tested on.
     *
     * @param training what a network sees
     * @param test what it never sees
     */
    record Split(Digits training, Digits test) {}

    /** How many digits there are. */
    int size() {
        return labels.length;
    }

    /** Shuffles, and takes the given number of digits for the test. */
    Split split(int testSize, Random random) {
        List<Integer> order = shuffled(random);
        return new Split(select(order.subList(testSize, size())), select(order.subList(0, testSize)));
    }

    /** Shuffles, and cuts into batches; the last one takes what is left over. */
    List<Digits> batches(int batchSize, Random random) {
        List<Integer> order = shuffled(random);
        List<Digits> batches = new ArrayList<>();
        for (int start = 0; start < size(); start += batchSize) {
            batches.add(select(order.subList(start, Math.min(start + batchSize, size()))));
        }
        return batches;
    }

    private List<Integer> shuffled(Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size()).boxed().toList());
        Collections.shuffle(order, random);
        return order;
    }

    private Digits select(List<Integer> rows) {
        FMatrixRMaj selected = new FMatrixRMaj(rows.size(), PIXELS);
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(images.data, rows.get(row) * PIXELS, selected.data, row * PIXELS, PIXELS);
        }
        return new Digits(selected, rows.stream().mapToInt(row -> labels[row]).toArray());
    }
}
