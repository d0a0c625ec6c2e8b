package io.github.normwright.kernels;

/**
 * Random numbers from a seed: the same ones on every machine and JDK, which neither the JDK's generators nor
 * {@link Math#log} promise. The bits are SplitMix64's (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014), normal numbers come from Marsaglia's polar method ("A convenient method for generating normal
 * variables", Marsaglia and Bray, 1964).
 */
final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spareNormal = Double.NaN;

    /**
     * A stream.
     *
     * @param seed any number
     */
    RandomStream(long seed) {
        state = seed;
    }

    private long nextBits() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * A uniformly distributed number.
     *
     * @return at least 0 and less than 1, a multiple of 2^-53
     */
    double nextUniform() {
        return (nextBits() >>> 11) * 0x1p-53;
    }

    /**
     * A uniformly distributed number.
     *
     * @param least the lower bound, included
     * @param bound the upper bound, excluded if above the lower one
     * @return a number between the bounds
     */
    double nextUniform(double least, double bound) {
        double share = nextUniform();
        // Not least + share * (bound - least): the difference of two huge bounds overflows.
        double drawn = least * (1 - share) + bound * share;
        // Rounding may reach the upper bound.
        return Math.max(least, Math.min(drawn, Math.nextDown(bound)));
    }

    /**
     * A number from the standard normal distribution.
     *
     * @return a number of mean 0 and standard deviation 1
     */
    double nextNormal() {
        if (!Double.isNaN(spareNormal)) {
            double spare = spareNormal;
            spareNormal = Double.NaN;
            return spare;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextUniform() - 1;
            y = 2 * nextUniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        spareNormal = y * factor;
        return x * factor;
    }

    /**
     * A number from the standard normal distribution, drawn again while it lies more than 2 off.
     *
     * @return a number from -2 to 2, of mean 0 and a standard deviation of 0.8796
     */
    double nextTruncatedNormal() {
        double drawn;
        do {
            drawn = nextNormal();
        } while (Math.abs(drawn) > 2);
        return drawn;
    }
}
