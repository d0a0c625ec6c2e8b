package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.normwright.api.KernelChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SystemProperties.class)
class KernelGateTest {

    private static final String NOT_COMPILED = "the layer was compiled without a vector kernel; compile it with"
            + " --add-modules jdk.incubator.vector (or requires static jdk.incubator.vector)";
    private static final String NOT_LOADED =
            "module jdk.incubator.vector is not loaded; start Java with --add-modules jdk.incubator.vector";

    @Test
    void saysThatThereIsNoVectorKernel() {
        assertScalar(NOT_COMPILED, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "OFF", "Off"})
    void saysThatVectorsAreSwitchedOff(String off) {
        System.setProperty("normwright.vector", off);
        assertScalar("switched off by -Dnormwright.vector=off", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "AUTO"})
    void autoIsAsIfNothingWereSaid(String value) {
        System.setProperty("normwright.vector", value);
        assertScalar(expectedWithoutObstacle(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "false"})
    void saysThatItDoesNotUnderstand(String value) {
        System.setProperty("normwright.vector", value);
        assertScalar("expected normwright.vector of auto or off, found " + value, true);
    }

    @Test
    void saysThatAMissingVectorKernelComesFirst() {
        System.setProperty("normwright.vector", "off");
        assertScalar(NOT_COMPILED, false);
    }

    @Test
    void saysThatNativeImagesAreSlow() {
        System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
        assertScalar("native images compile the Vector API to slow code", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interpreted mode", "Interpreted mode, sharing", "mixed mode, emulated-client"})
    void saysThatTheOptimizingCompilerIsMissing(String mode) {
        System.setProperty("java.vm.info", mode);
        String printed = mode.replace('I', 'i');
        assertScalar("the JVM runs without its optimizing compiler (" + printed + ")", true);
    }

    @Test
    void saysThatTheModuleIsNotLoaded() {
        assertScalar(expectedWithoutObstacle(), true);
    }

    @Test
    void asksOnlyOnce() {
        System.setProperty("normwright.vector", "off");
        KernelGate gate = KernelGate.of(KernelGateTest.class, true);
        System.clearProperty("normwright.vector");
        assertEquals("switched off by -Dnormwright.vector=off", gate.choice(256).reason());
    }

    private static String expectedWithoutObstacle() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty());
        return NOT_LOADED;
    }

    private static void assertScalar(String reason, boolean hasVectorKernel) {
        KernelGate gate = KernelGate.of(KernelGateTest.class, hasVectorKernel);
        assertFalse(gate.usesVectors());
        assertEquals(new KernelChoice(KernelChoice.Target.SCALAR, 0, reason), gate.choice(256));
        assertEquals("scalar kernel: " + reason, gate.choice(256).toString());
    }
}
