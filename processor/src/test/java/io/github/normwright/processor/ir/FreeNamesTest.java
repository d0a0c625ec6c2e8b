package io.github.normwright.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FreeNamesTest {

    @Test
    void aFreeNameStaysAsItIs() {
        assertEquals("sum", FreeNames.like("sum", Set.of("sums", "sum2")::contains));
    }

    @Test
    void aTakenNameGetsTheSmallestNumberThatMakesItFree() {
        assertEquals("sum2", FreeNames.like("sum", Set.of("sum", "sum3")::contains));
        assertEquals("sum4", FreeNames.like("sum", Set.of("sum", "sum2", "sum3")::contains));
    }

    @Test
    void namesThatBelongTogetherGetTheSameNumber() {
        Set<String> taken = Set.of("row", "columns2");
        assertEquals(
                "3", FreeNames.ending(ending -> taken.contains("row" + ending) || taken.contains("columns" + ending)));
    }
}
