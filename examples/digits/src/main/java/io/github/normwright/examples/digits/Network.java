package io.github.normwright.examples.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;

/**
 * Layers, one after the other, from pixels to logits.
 *
 * @param layers from input to output
 */
record Network(List<Layer> layers) {

    private static final int HIDDEN_LAYERS = 3;

    /**
     * A network that has learned nothing yet. With and without normalization its weights are the same.
     *
     * @param isNormalized whether the inputs of the sigmoids are normalized
     * @param random draws the weights
     */
    static Network create(boolean isNormalized, Random random) {
        List<Layer> layers = new ArrayList<>();
        int inputs = Digits.PIXELS;
        for (int i = 0; i < HIDDEN_LAYERS; i++) {
            layers.add(new DenseLayer(inputs, HiddenNorm.UNITS, random));
            if (isNormalized) {
                layers.add(new BatchNormalizationLayer());
            }
            layers.add(new SigmoidLayer());
            inputs = HiddenNorm.UNITS;
        }
        layers.add(new DenseLayer(inputs, Digits.CLASSES, random));
        return new Network(layers);
    }

    /** One step of gradient descent on a batch; returns the loss before it. */
    double learn(Digits batch, float rate) {
        CrossEntropy error = CrossEntropy.of(train(batch.images()), batch.labels());
        backward(error.gradient());
        layers.forEach(layer -> layer.step(rate));
        return error.loss();
    }

    /** From pixels to logits, as {@link Layer#train}. */
    FMatrixRMaj train(FMatrixRMaj x) {
        for (Layer layer : layers) {
            x = layer.train(x);
        }
        return x;
    }

    /** From pixels to logits, as {@link Layer#infer}. */
    FMatrixRMaj infer(FMatrixRMaj x) {
        for (Layer layer : layers) {
            x = layer.infer(x);
        }
        return x;
    }

    /** From the gradient of the logits to that of the pixels, as {@link Layer#backward}. */
    FMatrixRMaj backward(FMatrixRMaj dy) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            dy = layers.get(i).backward(dy);
        }
        return dy;
    }

    /** The share of digits that the network recognizes, 0 to 1. */
    double accuracy(Digits digits) {
        FMatrixRMaj logits = infer(digits.images());
        int recognized = 0;
        for (int row = 0; row < digits.size(); row++) {
            if (indexOfLargest(logits, row) == digits.labels()[row]) {
                recognized++;
            }
        }
        return (double) recognized / digits.size();
    }

    private static int indexOfLargest(FMatrixRMaj matrix, int row) {
        int largest = 0;
        for (int column = 1; column < matrix.numCols; column++) {
            if (matrix.get(row, column) > matrix.get(row, largest)) {
                largest = column;
            }
        }
        return largest;
    }
}
