package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rounds all floats there are, which takes some minutes, and is therefore done on demand alone:
 *
 * <pre>{@code
 * ./mvnw test -pl kernels -am -Dtest=SixteenBitAllFloatsTest -Dnormwright.allFloats=true \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
@EnabledIfSystemProperty(named = "normwright.allFloats", matches = "true")
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class SixteenBitAllFloatsTest {

    @ParameterizedTest
    @EnumSource
    void roundAsTheyShould(SixteenBitFormat format) {
        for (long number = 0; number < 1L << 32; number++) {
            int bits = (int) number;
            float value = Float.intBitsToFloat(bits);
            short found = format.fromFloat(value);
            if (Float.isNaN(value)) {
                assertTrue(format.isNan(found & 0xffff));
                assertTrue((found & format.quietBit()) != 0);
                assertEquals(bits < 0, found < 0);
            } else if ((short) format.nearest(value) != found) {
                assertEquals((short) format.nearest(value), found, Float.toHexString(value));
            }
        }
    }
}
