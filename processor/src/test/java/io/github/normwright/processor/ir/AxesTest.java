package io.github.normwright.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AxesTest {

    private static final Axis BATCH = new Axis(0, new Extent.Dynamic("batch"));
    private static final Axis CHANNELS = new Axis(1, new Extent.Fixed(4));
    private static final Axes SPACE = Axes.of(BATCH, CHANNELS);
    private static final Axes CUT = BATCH.cutEvery(2).union(Axes.of(CHANNELS));

    @Test
    void partsOfAnAxisStandForItInASpaceThatCutsIt() {
        assertEquals(BATCH.cutEvery(2), Axes.of(BATCH).in(CUT));
        assertEquals(CUT, SPACE.in(CUT));
        assertEquals(Axes.of(CHANNELS), Axes.of(CHANNELS).in(CUT));
    }

    @Test
    void anAxisStandsForItsPartsInASpaceThatHasItWhole() {
        assertEquals(Axes.of(BATCH), BATCH.cutEvery(2).in(SPACE));
        assertEquals(SPACE, CUT.in(SPACE));
        assertEquals(Axes.NONE, Axes.NONE.in(SPACE));
    }
}
