package io.github.normwright.examples.benchmarks.peer;

import jdk.incubator.vector.FloatVector;

/** Loops that compute next to nothing. */
final class TrafficLoops extends BareLoops {

    TrafficLoops(float[] x, float[] dy) {
        super(x, dy);
    }

    @Override
    float sum(int start, int end) {
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            even = even.add(FloatVector.fromArray(SPECIES, x, i));
            odd = odd.add(FloatVector.fromArray(SPECIES, x, i + LANES));
        }
        for (; i < end; i += LANES) {
            even = even.add(FloatVector.fromArray(SPECIES, x, last(i, end)));
        }
        return even.add(odd).lane(0);
    }

    @Override
    void map(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            mapVector(i);
        }
        if (i < end) {
            mapVector(last(i, end));
        }
    }

    private void mapVector(int i) {
        FloatVector.fromArray(SPECIES, x, i).mul(SCALE).add(SHIFT).intoArray(y, i);
    }

    @Override
    float gradientSum(int start, int end) {
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            even = even.add(product(i));
            odd = odd.add(product(i + LANES));
        }
        for (; i < end; i += LANES) {
            even = even.add(product(last(i, end)));
        }
        return even.add(odd).lane(0);
    }

    private FloatVector product(int i) {
        return FloatVector.fromArray(SPECIES, x, i).mul(FloatVector.fromArray(SPECIES, dy, i));
    }

    @Override
    void gradientMap(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            mapBothVectors(i);
        }
        if (i < end) {
            mapBothVectors(last(i, end));
        }
    }

    private void mapBothVectors(int i) {
        FloatVector.fromArray(SPECIES, x, i)
                .mul(SCALE)
                .add(FloatVector.fromArray(SPECIES, dy, i).mul(SHIFT))
                .intoArray(dx, i);
    }
}
