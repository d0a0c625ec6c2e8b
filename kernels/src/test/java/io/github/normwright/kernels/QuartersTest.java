package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuartersTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 1", "4, 1", "63, 1", "64, 15", "67, 15", "68, 17", "71, 17", "72, 17", "256, 63", "512, 127"
    })
    void rowsLieAnOddQuarterApartOrAreNeighbours(int rows, int apart) {
        assertEquals(apart, Quarters.apart(rows));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 66, 67, 68, 69, 70, 71, 1000, 1_000_000_007, Integer.MAX_VALUE})
    void fewRowsAreLeft(int rows) {
        long inQuarters = 4L * Quarters.apart(rows);
        assertTrue(inQuarters <= rows && rows - inQuarters < 8, rows + " rows, " + inQuarters + " in quarters");
    }
}
