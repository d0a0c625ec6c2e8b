package com.example.patterns;

import java.util.List;
import java.util.Random;

/** Filters, an activation, the mean over all places, and one weight for each channel and kind. Learns picture by picture. */
final class Network {

    private static final int CHANNELS = Filters.CHANNELS;
    private static final int PLACES = Filters.PLACES;

    private final Filters filters;
    private final Activation activation;
    private final float[] weights = new float[Picture.KINDS * CHANNELS];

    private final float[] response = new float[PLACES * CHANNELS];
    private final float[] activated = new float[PLACES * CHANNELS];
    private final float[] gradient = new float[PLACES * CHANNELS];
    private final float[] responseGradient = new float[PLACES * CHANNELS];
    private final float[] means = new float[CHANNELS];

    Network(Activation activation, long seed) {
        this.filters = new Filters(new Random(seed));
        this.activation = activation;
    }

    /** The share of pictures whose kind it finds. */
    double accuracy(List<Picture> pictures) {
        long right = pictures.stream()
                .filter(picture -> largest(scores(picture)) == picture.kind())
                .count();
        return (double) right / pictures.size();
    }

    /** Learns from each picture once. */
    void learn(List<Picture> pictures, float rate) {
        pictures.forEach(picture -> learn(picture, rate));
    }

    private void learn(Picture picture, float rate) {
        float[] errors = errors(scores(picture), picture.kind());
        for (int channel = 0; channel < CHANNELS; channel++) {
            float ofMean = 0;
            for (int kind = 0; kind < Picture.KINDS; kind++) {
                ofMean += errors[kind] * weights[kind * CHANNELS + channel];
                weights[kind * CHANNELS + channel] -= rate * errors[kind] * means[channel];
            }
            for (int place = 0; place < PLACES; place++) {
                gradient[place * CHANNELS + channel] = ofMean / PLACES;
            }
        }
        activation.backward(gradient, responseGradient);
        activation.learn(rate);
        filters.learn(picture.pixels(), responseGradient, rate);
    }

    private float[] scores(Picture picture) {
        filters.respond(picture.pixels(), response);
        activation.forward(response, activated);
        float[] scores = new float[Picture.KINDS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float sum = 0;
            for (int place = 0; place < PLACES; place++) {
                sum += activated[place * CHANNELS + channel];
            }
            means[channel] = sum / PLACES;
            for (int kind = 0; kind < Picture.KINDS; kind++) {
                scores[kind] += means[channel] * weights[kind * CHANNELS + channel];
            }
        }
        return scores;
    }

    /** The gradient of the cross-entropy with respect to the scores. */
    private static float[] errors(float[] scores, int kind) {
        float largest = scores[largest(scores)];
        double sum = 0;
        for (float score : scores) {
            sum += StrictMath.exp(score - largest);
        }
        float[] errors = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            errors[i] = (float) (StrictMath.exp(scores[i] - largest) / sum) - (i == kind ? 1 : 0);
        }
        return errors;
    }

    private static int largest(float[] scores) {
        int largest = 0;
        for (int i = 1; i < scores.length; i++) {
            largest = scores[i] > scores[largest] ? i : largest;
        }
        return largest;
    }
}
