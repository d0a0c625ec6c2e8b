package io.github.normwright.examples.digits;

import org.ejml.data.FMatrixRMaj;

/**
 * How wrong a network's answers are: the cross-entropy between the softmax of its logits and the labels.
 *
 * @param loss the mean over the batch, in nats; ln 10 = 2.3 for guessing among ten digits
 * @param gradient of the loss with respect to the logits, batch x classes
 */
record CrossEntropy(double loss, FMatrixRMaj gradient) {

    /**
     * Compares.
     *
     * @param logits batch x classes
     * @param labels the right class of each row
     */
    static CrossEntropy of(FMatrixRMaj logits, int[] labels) {
        int batch = logits.numRows;
        int classes = logits.numCols;
        FMatrixRMaj gradient = logits.createLike();
        double[] exponentials = new double[classes];
        double loss = 0;
        for (int row = 0; row < batch; row++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                // Would overflow for logits above 709 only: it is in double.
                exponentials[k] = StrictMath.exp(logits.get(row, k));
                sum += exponentials[k];
            }
            for (int k = 0; k < classes; k++) {
                double target = k == labels[row] ? 1 : 0;
                gradient.set(row, k, (float) ((exponentials[k] / sum - target) / batch));
            }
            loss -= StrictMath.log(exponentials[labels[row]] / sum) / batch;
        }
        return new CrossEntropy(loss, gradient);
    }
}
