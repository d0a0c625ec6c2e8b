package io.github.normwright.processor.testing;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.KernelGate;
import io.github.normwright.kernels.Threads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The kernels a layer can run: plain Java, and vectors of each width whatever the machine has. */
public enum Kernels {
    SCALAR(KernelGate.VECTOR_PROPERTY, "off"),
    VECTOR_128(KernelGate.BITS_PROPERTY, "128"),
    VECTOR_256(KernelGate.BITS_PROPERTY, "256"),
    VECTOR_512(KernelGate.BITS_PROPERTY, "512");

    private final String property;
    private final String value;

    Kernels(String property, String value) {
        this.property = property;
        this.value = value;
    }

    /** Creates a layer that runs this kernel. */
    public NormalizationLayer<?, ?> create(Compiled compiled, String className, Threads threads) {
        return create(compiled, className, new Object[] {threads}, Threads.class);
    }

    /** Creates a layer that runs this kernel and uses another layer's variables. */
    @SuppressWarnings("unchecked")
    public <P> NormalizationLayer<P, P> createReusing(
            Compiled compiled, String className, Threads threads, NormalizationLayer<?, P> reuse) {
        return (NormalizationLayer<P, P>)
                create(compiled, className, new Object[] {threads, reuse}, Threads.class, NormalizationLayer.class);
    }

    private NormalizationLayer<?, ?> create(
            Compiled compiled, String className, Object[] arguments, Class<?>... parameters) {
        String before = System.getProperty(property);
        System.setProperty(property, value);
        try {
            Class<?> layer = Class.forName(className, true, compiled.newLoader());
            NormalizationLayer<?, ?> created = (NormalizationLayer<?, ?>) MethodHandles.publicLookup()
                    .findStatic(layer, "create", MethodType.methodType(layer, parameters))
                    .invokeWithArguments(arguments);
            checkKernel(created);
            return created;
        } catch (RuntimeException | Error unchanged) {
            throw unchanged;
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    private void checkKernel(NormalizationLayer<?, ?> layer) {
        String expected = this == SCALAR ? "0" : value;
        if (!Integer.toString(layer.kernel().vectorBits()).equals(expected)) {
            throw new AssertionError(this + " expected, but runs " + layer.kernel());
        }
    }
}
