package com.example.patterns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Teaches networks to tell patterns of different contrasts apart, with filter response normalization and without. */
public final class Main {

    private static final int EPOCHS = 20;
    private static final float RATE = 0.05f;
    private static final double[] CONTRASTS = {1.0 / 64, 1, 64};

    private Main() {}

    /**
     * Prints what the networks have learned.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.printf(Locale.ROOT, "Test accuracy after %d epochs, one picture at a time, by contrast:%n", EPOCHS);
        System.out.printf(Locale.ROOT, "                                        %8s %8s %8s%n", "1/64", "1", "64");
        double[] with = accuracies(Activation::normalized);
        double[] without = accuracies(Activation::rectified);
        print("with filter response normalization", with);
        print("without", without);
        System.out.println("Normalized by " + PatternNormFloat32.create().kernel());
        if (!isAsExpected(with, without)) {
            System.exit(1);
        }
    }

    private static void print(String network, double... accuracies) {
        System.out.printf(
                Locale.ROOT, "  %-38s%8.4f %8.4f %8.4f%n", network, accuracies[0], accuracies[1], accuracies[2]);
    }

    /** Normalization makes the contrast not matter; without it, one learning rate does not fit all. */
    static boolean isAsExpected(double[] with, double[] without) {
        return Arrays.stream(with).allMatch(accuracy -> accuracy >= 0.95)
                && Arrays.stream(without).anyMatch(accuracy -> accuracy <= 0.5);
    }

    /** The accuracies for all contrasts, each of a network of its own. */
    static double[] accuracies(Supplier<Activation> activation) {
        return Arrays.stream(CONTRASTS)
                .map(contrast -> accuracy(activation.get(), contrast))
                .toArray();
    }

    /** The share of new pictures that a network with an activation finds the kind of, once it has learned. */
    private static double accuracy(Activation activation, double contrast) {
        List<Picture> pictures = Picture.draw(400, 1, contrast);
        Network network = new Network(activation, 2);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            network.learn(pictures, RATE);
        }
        return network.accuracy(Picture.draw(400, 3, contrast));
    }
}
