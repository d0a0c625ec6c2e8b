package com.example.patterns;

import java.util.Random;

/** Filters of 3 x 3 pixels that a network learns. */
final class Filters {

    static final int CHANNELS = 8;

    private static final int WIDTH = 3;
    private static final int ALONG = Picture.SIZE - WIDTH + 1;

    /** How many places in a picture a filter fits. */
    static final int PLACES = ALONG * ALONG;

    private final float[] weights = new float[WIDTH * WIDTH * CHANNELS];

    Filters(Random random) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextDouble() - 0.5);
        }
    }

    /** What the filters respond, place by place. */
    void respond(float[] pixels, float[] response) {
        for (int place = 0; place < PLACES; place++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                float sum = 0;
                for (int tap = 0; tap < WIDTH * WIDTH; tap++) {
                    sum += pixels[pixel(place, tap)] * weights[tap * CHANNELS + channel];
                }
                response[place * CHANNELS + channel] = sum;
            }
        }
    }

    /** One step against the gradient. */
    void learn(float[] pixels, float[] gradient, float rate) {
        for (int place = 0; place < PLACES; place++) {
            for (int tap = 0; tap < WIDTH * WIDTH; tap++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    weights[tap * CHANNELS + channel] -=
                            rate * pixels[pixel(place, tap)] * gradient[place * CHANNELS + channel];
                }
            }
        }
    }

    private static int pixel(int place, int tap) {
        return (place / ALONG + tap / WIDTH) * Picture.SIZE + place % ALONG + tap % WIDTH;
    }
}
