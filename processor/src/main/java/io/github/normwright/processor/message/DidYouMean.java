package io.github.normwright.processor.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class DidYouMean {

    private DidYouMean() {}

    /** A question to append to a message, or nothing if no candidate is near. */
    public static String question(String found, Collection<String> candidates) {
        return nearest(found, candidates)
                .map(candidate -> " Did you mean " + candidate + "?")
                .orElse("");
    }

    /** The candidate with the fewest edits, if they are at most a third of its length. */
    static Optional<String> nearest(String found, Collection<String> candidates) {
        String lower = found.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> edits(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate ->
                        3 * edits(lower, candidate.toLowerCase(Locale.ROOT)) <= Math.max(3, candidate.length()));
    }

    /** Levenshtein's distance: insertions, deletions and replacements of single letters. */
    static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
