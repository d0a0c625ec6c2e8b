package io.github.normwright.examples.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.examples.benchmarks.workload.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchesTest {

    @ParameterizedTest
    @CsvSource({
        "batch/none/4x64x2x3/nhwc/float32/2,   1, 1,    0, 1536",
        "batch/none/4x64x2x3/nchw/float32/8,  16, 4,  120,  144",
        "batch/none/4x6x2x3/nchw/float32/8,    6, 4,   30,   36",
        "batch/none/32x64x56x56/nchw/float32/2, 14, 32, 71680, 86016",
        "layer/none/9x70/nhwc/float32/2,       9, 1,  350,  420",
        "group/none/3x64x2x3/nchw/float32/2,  96, 1,   60,   72",
        "group/none/8x64x2x3/nhwc/float32/2,   8, 1, 1920, 2304",
    })
    void areWhereTheValuesOfAStatisticLie(String name, int count, int pieces, int start, int end) {
        Stretches stretches = Stretches.of(Workload.parse(name));
        int statistic = count == 1 ? 0 : 5;
        assertEquals(count, stretches.count());
        assertEquals(pieces, stretches.pieces());
        assertEquals(start, stretches.start(0, statistic));
        assertEquals(end, stretches.start(0, statistic + 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 120, 144", "1, 504, 528", "3, 1272, 1296"})
    void lieInEachSample(int piece, int start, int end) {
        Stretches stretches = Stretches.of(Workload.parse("batch/none/4x64x2x3/nchw/float32/8"));
        assertEquals(start, stretches.start(piece, 5));
        assertEquals(end, stretches.start(piece, 6));
    }
}
