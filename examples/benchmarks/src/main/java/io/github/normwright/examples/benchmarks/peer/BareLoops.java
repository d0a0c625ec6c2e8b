package io.github.normwright.examples.benchmarks.peer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops with vectors over neighbouring elements, which sum what a layer would read for its statistics, or write what it would write, with
 * the same number in the place of what belongs to a channel or a row.
 */
abstract class BareLoops {

    /** How many elements the widest vectors have; no tensor may have fewer. */
    static final int MOST_LANES = 16;

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final float SCALE = 1.5f;
    static final float SHIFT = 0.5f;

    final float[] x;
    final float[] dy;
    final float[] y;
    final float[] dx;

    BareLoops(float[] x, float[] dy) {
        this.x = x;
        this.dy = dy;
        this.y = new float[x.length];
        this.dx = new float[x.length];
    }

    /** Reads x, as for statistics. */
    abstract float sum(int start, int end);

    /** Reads x and writes y. */
    abstract void map(int start, int end);

    /** Reads x and dy, as for the gradients of parameters. */
    abstract float gradientSum(int start, int end);

    /** Reads x and dy, and writes dx. */
    abstract void gradientMap(int start, int end);

    /**
     * Where the last vector lies: it ends with the elements, over others in front of it; or, if they are the first of the tensor
     * and too few, it begins with them. Every pass writes the same there.
     */
    static int last(int start, int end) {
        return Math.max(0, Math.min(start, end - LANES));
    }
}
