package io.github.normwright.examples.benchmarks.peer;

import jdk.incubator.vector.FloatVector;

/** Loops that compute as much for each element as batch normalization does. */
final class ArithmeticLoops extends BareLoops {

    private static final float MEAN = 0.25f;

    ArithmeticLoops(float[] x, float[] dy) {
        super(x, dy);
    }

    @Override
    float sum(int start, int end) {
        FloatVector evenSum = FloatVector.zero(SPECIES);
        FloatVector oddSum = evenSum;
        FloatVector evenSquares = evenSum;
        FloatVector oddSquares = evenSum;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            FloatVector even = deviation(i);
            FloatVector odd = deviation(i + LANES);
            evenSum = evenSum.add(even);
            evenSquares = evenSquares.add(even.mul(even));
            oddSum = oddSum.add(odd);
            oddSquares = oddSquares.add(odd.mul(odd));
        }
        for (; i < end; i += LANES) {
            FloatVector rest = deviation(last(i, end));
            evenSum = evenSum.add(rest);
            evenSquares = evenSquares.add(rest.mul(rest));
        }
        return evenSum.add(oddSum).add(evenSquares.add(oddSquares)).lane(0);
    }

    private FloatVector deviation(int i) {
        return FloatVector.fromArray(SPECIES, x, i).sub(MEAN);
    }

    @Override
    void map(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            normalizeVector(i);
        }
        if (i < end) {
            normalizeVector(last(i, end));
        }
    }

    private void normalizeVector(int i) {
        deviation(i).mul(SCALE).add(SHIFT).intoArray(y, i);
    }

    @Override
    float gradientSum(int start, int end) {
        FloatVector evenSum = FloatVector.zero(SPECIES);
        FloatVector oddSum = evenSum;
        FloatVector evenProducts = evenSum;
        FloatVector oddProducts = evenSum;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            FloatVector even = FloatVector.fromArray(SPECIES, dy, i);
            FloatVector odd = FloatVector.fromArray(SPECIES, dy, i + LANES);
            evenSum = evenSum.add(even);
            evenProducts = evenProducts.add(even.mul(deviation(i)));
            oddSum = oddSum.add(odd);
            oddProducts = oddProducts.add(odd.mul(deviation(i + LANES)));
        }
        for (; i < end; i += LANES) {
            FloatVector rest = FloatVector.fromArray(SPECIES, dy, last(i, end));
            evenSum = evenSum.add(rest);
            evenProducts = evenProducts.add(rest.mul(deviation(last(i, end))));
        }
        return evenSum.add(oddSum).add(evenProducts.add(oddProducts)).lane(0);
    }

    @Override
    void gradientMap(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            inputGradientVector(i);
        }
        if (i < end) {
            inputGradientVector(last(i, end));
        }
    }

    private void inputGradientVector(int i) {
        FloatVector ofStatistics = deviation(i).mul(MEAN).add(SHIFT);
        FloatVector.fromArray(SPECIES, dy, i).mul(SCALE).add(ofStatistics).intoArray(dx, i);
    }
}
