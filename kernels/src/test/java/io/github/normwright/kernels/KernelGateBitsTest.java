package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SystemProperties.class)
class KernelGateBitsTest {

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 512})
    void arePreferredOnesUnlessForced(int preferred) {
        assertEquals(preferred, KernelGate.vectorBits(preferred));
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 1024, 2048, Integer.MAX_VALUE})
    void areAtMostAsManyAsSumsHaveLanes(int preferred) {
        assertEquals(512, KernelGate.vectorBits(preferred));
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void canBeForced(int bits) {
        System.setProperty("normwright.vectorBits", String.valueOf(bits));
        assertEquals(bits, KernelGate.vectorBits(128));
        assertEquals(bits, KernelGate.vectorBits(2048));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "64", "1024", "-256", "256 ", "+256", "0256", "wide"})
    void cannotBeForcedToAnythingElse(String forced) {
        System.setProperty("normwright.vectorBits", forced);
        IllegalArgumentException refused =
                assertThrowsExactly(IllegalArgumentException.class, () -> KernelGate.vectorBits(256));
        assertEquals("expected normwright.vectorBits of 128, 256 or 512, found " + forced, refused.getMessage());
    }

    @Test
    void arePreferredOnesAgainWithoutTheProperty() {
        System.setProperty("normwright.vectorBits", "512");
        System.clearProperty("normwright.vectorBits");
        assertEquals(256, KernelGate.vectorBits(256));
    }
}
