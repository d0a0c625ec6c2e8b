package io.github.normwright.processor.ir;

import java.util.function.Predicate;

/** Finds names that nothing else has: the one wanted, or else the one with the smallest number after it, from 2. */
public final class FreeNames {

    private FreeNames() {}

    /**
     * The name wanted, with a number after it if it is taken.
     *
     * @param isTaken tells whether something else has a name
     */
    public static String like(String wanted, Predicate<String> isTaken) {
        return wanted + ending(ending -> isTaken.test(wanted + ending));
    }

    /**
     * What to write after names that belong together: nothing, or a number if one of them is taken without it.
     *
     * @param isTaken tells whether something else has one of the names with an ending
     */
    public static String ending(Predicate<String> isTaken) {
        String ending = "";
        for (int number = 2; isTaken.test(ending); number++) {
            ending = Integer.toString(number);
        }
        return ending;
    }
}
