package io.github.normwright.examples.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Mini-batch gradient descent with momentum.
 *
 * @param epochs how many times each training digit is seen
 * @param batchSize digits in a batch
 * @param rate the learning rate
 */
record Training(int epochs, int batchSize, float rate) {

    /**
     * What an epoch achieved.
     *
     * @param loss the mean over its batches, each taken before the step on it
     * @param accuracy the share of test digits recognized after it, 0 to 1
     */
    record Epoch(double loss, double accuracy) {}

    /**
     * Trains a new network.
     *
     * @param isNormalized whether it has batch normalization
     * @param digits what it learns from and is tested on
     * @param seed decides the first weights and the batches
     * @param afterEpoch is run after each epoch
     * @return the epochs in order
     */
    List<Epoch> run(boolean isNormalized, Digits.Split digits, long seed, Runnable afterEpoch) {
        Random random = new Random(seed);
        Network network = Network.create(isNormalized, random);
        List<Epoch> learned = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            double loss = digits.training().batches(batchSize, random).stream()
                    .mapToDouble(batch -> network.learn(batch, rate))
                    .average()
                    .orElseThrow();
            learned.add(new Epoch(loss, network.accuracy(digits.test())));
            afterEpoch.run();
        }
        return learned;
    }
}
