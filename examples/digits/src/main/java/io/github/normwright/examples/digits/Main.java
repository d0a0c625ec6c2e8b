package io.github.normwright.examples.digits;

import io.github.normwright.examples.digits.Training.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Trains with and without batch normalization, and compares: {@code examples/digits/run}. */
public final class Main {

    private static final int TEST_SIZE = 360;
    private static final int SEEDS = 5;

    /**
     * The same for both networks, and chosen in favour of the one without normalization: out of learning rates from
     * 0.03 to 1, this is the one at which its test accuracy, averaged over the epochs, is highest.
     */
    private static final Training TRAINING = new Training(40, 60, 0.2f);

    /** What the network with batch normalization must reach on the test digits, from every seed. */
    private static final double REQUIRED_ACCURACY = 0.97;

    private Main() {}

    /**
     * Runs the experiment. Exits with 1 if batch normalization does not reach the accuracy that it should.
     *
     * @param arguments the PNG file to draw, or nothing for {@code learning-curves.png}
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments.length == 0 ? "learning-curves.png" : arguments[0]);
        Digits.Split digits = Digits.load().split(TEST_SIZE, new Random(0));

        Runs normalized;
        Runs plain;
        try (ProgressBar progress = progressBar()) {
            normalized = train("with batch normalization", true, digits, progress);
            plain = train("without batch normalization", false, digits, progress);
        }

        System.out.printf("Test accuracy after %d epochs, from %d seeds:%n", TRAINING.epochs(), SEEDS);
        report(normalized);
        report(plain);
        System.out.println("Normalized by a " + HiddenNormFloat32.create().kernel());
        Picture.save(List.of(normalized, plain), file);
        System.out.println("Learning curves: " + file);

        double lowest = Arrays.stream(normalized.finalAccuracies()).min().orElseThrow();
        if (lowest < REQUIRED_ACCURACY) {
            System.out.printf(
                    Locale.ROOT,
                    "FAILED: expected a test accuracy of at least %.2f with batch normalization, found %.4f%n",
                    REQUIRED_ACCURACY,
                    lowest);
            System.exit(1);
        }
    }

    private static ProgressBar progressBar() {
        return new ProgressBarBuilder()
                .setTaskName("Training")
                .setInitialMax(2L * SEEDS * TRAINING.epochs())
                .setUnit(" epochs", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    /** Trains from all seeds, as many at once as there are processors. */
    private static Runs train(String name, boolean isNormalized, Digits.Split digits, ProgressBar progress) {
        return new Runs(
                name,
                LongStream.rangeClosed(1, SEEDS)
                        .parallel()
                        .mapToObj(seed -> TRAINING.run(isNormalized, digits, seed, progress::step))
                        .toList());
    }

    private static void report(Runs runs) {
        System.out.printf("  %-28s", runs.name());
        for (double accuracy : runs.finalAccuracies()) {
            System.out.printf(Locale.ROOT, "  %.4f", accuracy);
        }
        double[] mean = runs.mean(Epoch::accuracy);
        long below = Arrays.stream(mean).filter(accuracy -> accuracy < 0.95).count();
        System.out.printf(Locale.ROOT, "   mean %.4f, epochs below 0.95: %d%n", mean[mean.length - 1], below);
    }
}
