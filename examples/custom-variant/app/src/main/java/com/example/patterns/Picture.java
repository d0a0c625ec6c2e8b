package com.example.patterns;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A picture of stripes or squares.
 *
 * @param pixels the rows of the picture, one after the other
 * @param kind which of the patterns it shows, from 0
 */
record Picture(float[] pixels, int kind) {

    static final int SIZE = 8;

    /** Horizontal, vertical and diagonal stripes, and the squares of a chess board. */
    static final int KINDS = 4;

    /** Pictures of all kinds in turn, light or dark by chance, with noise. */
    static List<Picture> draw(int count, long seed, double contrast) {
        Random random = new Random(seed);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(draw(i % KINDS, random.nextBoolean() ? contrast : -contrast, random));
        }
        return pictures;
    }

    private static Picture draw(int kind, double contrast, Random random) {
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / SIZE;
            int column = i % SIZE;
            int stripe = switch (kind) {
                case 0 -> row / 2;
                case 1 -> column / 2;
                case 2 -> (row + column) / 2;
                default -> row / 2 + column / 2;
            };
            double light = stripe % 2 == 0 ? 1 : -1;
            pixels[i] = (float) (contrast * (light + 0.5 * (2 * random.nextDouble() - 1)));
        }
        return new Picture(pixels, kind);
    }
}
