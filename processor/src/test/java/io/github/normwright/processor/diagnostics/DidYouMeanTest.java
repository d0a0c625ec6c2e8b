package io.github.normwright.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.message.DidYouMean;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    private static final List<String> NAMES = List.of("zeros", "ones", "constant", "random_normal", "l1", "l2");

    @ParameterizedTest
    @CsvSource({
        "zero, zeros",
        "zeroes, zeros",
        "Ones, ones",
        "one, ones",
        "constnat, constant",
        "randomnormal, random_normal",
        "RANDOM_NORMAL, random_normal",
        "L2, l2",
        "l3, l1"
    })
    void findsTheNearestName(String found, String meant) {
        assertEquals(" Did you mean " + meant + "?", DidYouMean.question(found, NAMES));
    }

    @ParameterizedTest
    @CsvSource({"orthogonal", "glorot_uniform", "xyz"})
    void asksNothingWhereNothingIsNear(String found) {
        assertEquals("", DidYouMean.question(found, NAMES));
    }
}
