package io.github.normwright.kernels;

import java.util.Properties;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives every test a copy of the system properties to change, and puts the real ones back after it. */
final class SystemProperties implements BeforeEachCallback, AfterEachCallback {

    private Properties before;

    @Override
    public void beforeEach(ExtensionContext context) {
        before = System.getProperties();
        Properties copy = new Properties();
        before.stringPropertyNames().forEach(name -> copy.setProperty(name, before.getProperty(name)));
        System.setProperties(copy);
        System.clearProperty(KernelGate.VECTOR_PROPERTY);
        System.clearProperty(KernelGate.BITS_PROPERTY);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setProperties(before);
    }
}
