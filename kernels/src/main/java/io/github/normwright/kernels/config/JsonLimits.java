package io.github.normwright.kernels.config;

/**
 * How large a document may be that is read. A reader never uses more memory than these allow, about 100 bytes for each
 * value and two for each character.
 *
 * @param characters the most characters, from 1 to 1 &lt;&lt; 30
 * @param depth the most lists and objects inside of one another, from 1 to 1000
 * @param values the most values of all kinds, at least 1
 */
public record JsonLimits(int characters, int depth, int values) {

    /** What the configuration of a large model needs: 16 Mi characters, a depth of 200, and a million values. */
    public static final JsonLimits MODEL = new JsonLimits(1 << 24, 200, 1_000_000);

    private static final int MOST_CHARACTERS = 1 << 30;
    private static final int MOST_DEPTH = 1000;

    public JsonLimits {
        check("characters", characters, MOST_CHARACTERS);
        check("depth", depth, MOST_DEPTH);
        check("values", values, Integer.MAX_VALUE);
    }

    private static void check(String what, int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException(
                    "the limit of " + what + " must be from 1 to " + most + ", found " + limit);
        }
    }
}
