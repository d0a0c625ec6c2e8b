package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.LayerShape;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.Arrays;

/**
 * Batch normalization as a Java programmer writes it down from the paper: for each step one loop over the tensor in its
 * own order, sums in float32 or, where they need it, in double.
 */
final class PlainLoop implements Peer {

    private final int samples;
    private final int channels;
    private final int pixels;
    private final float[] x;
    private final float[] dy;
    private final float[] y;
    private final float[] dx;
    private final float[] gamma;
    private final float[] beta;
    private final float[] movingMean;
    private final float[] movingVariance;
    private final float[] mean;
    private final float[] variance;
    private final float[] scale;
    private final float[] gammaGradient;
    private final float[] betaGradient;
    private final double[] sums;
    private final double[] products;

    PlainLoop(Workload workload, Tensors tensors) {
        LayerShape shape = workload.shape();
        boolean isChannelsLast = workload.isChannelsLast();
        samples = isChannelsLast ? shape.valuesPerChannel() : shape.batch();
        pixels = isChannelsLast ? 1 : shape.pixels();
        channels = shape.channels();
        x = (float[]) tensors.x();
        dy = (float[]) tensors.dy();
        y = new float[x.length];
        dx = new float[x.length];
        gamma = NumberArray.FLOAT32.rounded(tensors.gamma());
        beta = NumberArray.FLOAT32.rounded(tensors.beta());
        movingMean = NumberArray.FLOAT32.rounded(tensors.movingMean());
        movingVariance = NumberArray.FLOAT32.rounded(tensors.movingVariance());
        mean = new float[channels];
        variance = new float[channels];
        scale = new float[channels];
        gammaGradient = new float[channels];
        betaGradient = new float[channels];
        sums = new double[channels];
        products = new double[channels];
    }

    @Override
    public Runnable train() {
        return this::normalizeByBatch;
    }

    @Override
    public Runnable infer() {
        return () -> normalize(movingMean, movingVariance);
    }

    @Override
    public Runnable backward() {
        return this::differentiate;
    }

    private void normalizeByBatch() {
        statistics();
        normalize(mean, variance);
        float kept = (float) Tensors.MOMENTUM;
        for (int channel = 0; channel < channels; channel++) {
            movingMean[channel] = movingMean[channel] * kept + mean[channel] * (1 - kept);
            movingVariance[channel] = movingVariance[channel] * kept + variance[channel] * (1 - kept);
        }
    }

    private void statistics() {
        int count = samples * pixels;
        Arrays.fill(sums, 0);
        Arrays.fill(products, 0);
        int i = 0;
        for (int sample = 0; sample < samples; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    sums[channel] += x[i++];
                }
            }
        }
        for (int channel = 0; channel < channels; channel++) {
            mean[channel] = (float) (sums[channel] / count);
        }
        i = 0;
        for (int sample = 0; sample < samples; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    float deviation = x[i++] - mean[channel];
                    products[channel] += deviation * deviation;
                }
            }
        }
        for (int channel = 0; channel < channels; channel++) {
            variance[channel] = (float) (products[channel] / count);
        }
    }

    private void normalize(float[] means, float[] variances) {
        for (int channel = 0; channel < channels; channel++) {
            scale[channel] = (float) (gamma[channel] / Math.sqrt(variances[channel] + Tensors.EPSILON));
        }
        int i = 0;
        for (int sample = 0; sample < samples; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    y[i] = (x[i] - means[channel]) * scale[channel] + beta[channel];
                    i++;
                }
            }
        }
    }

    private void differentiate() {
        int count = samples * pixels;
        Arrays.fill(sums, 0);
        Arrays.fill(products, 0);
        int i = 0;
        for (int sample = 0; sample < samples; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    sums[channel] += dy[i];
                    products[channel] += dy[i] * (x[i] - mean[channel]);
                    i++;
                }
            }
        }
        for (int channel = 0; channel < channels; channel++) {
            double inverseStddev = 1 / Math.sqrt(variance[channel] + Tensors.EPSILON);
            betaGradient[channel] = (float) sums[channel];
            gammaGradient[channel] = (float) (products[channel] * inverseStddev);
            scale[channel] = (float) (gamma[channel] * inverseStddev);
            sums[channel] /= count;
            products[channel] *= inverseStddev * inverseStddev / count;
        }
        i = 0;
        for (int sample = 0; sample < samples; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                float meanShare = (float) sums[channel];
                float varianceShare = (float) products[channel];
                for (int pixel = 0; pixel < pixels; pixel++) {
                    dx[i] = scale[channel] * (dy[i] - meanShare - (x[i] - mean[channel]) * varianceShare);
                    i++;
                }
            }
        }
    }

    @Override
    public double[] output(Output output) {
        return NumberArray.FLOAT32.values(
                switch (output) {
                    case Y -> y;
                    case DX -> dx;
                    case RESIDUAL_GRADIENT -> throw new IllegalArgumentException("a second input is refused");
                    case GAMMA_GRADIENT -> gammaGradient;
                    case BETA_GRADIENT -> betaGradient;
                });
    }
}
