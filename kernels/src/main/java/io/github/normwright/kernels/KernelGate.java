package io.github.normwright.kernels;

import io.github.normwright.api.KernelChoice;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a layer runs its vector kernel or its scalar one, and can say why. Asked once, when a layer's class is
 * loaded; asks for nothing that is not in the JDK's own properties and modules.
 *
 * <p>Two system properties override it: {@value #VECTOR_PROPERTY} may be {@code auto} or {@code off}, and {@value #BITS_PROPERTY} may be
 * 128, 256 or 512 to force the width of vectors.
 */
public final class KernelGate {

    /** The system property that switches vector kernels off: {@code normwright.vector=off}. */
    public static final String VECTOR_PROPERTY = "normwright.vector";

    /** The system property that forces the width of vectors: {@code normwright.vectorBits=256}. */
    public static final String BITS_PROPERTY = "normwright.vectorBits";

    private static final String MODULE = "jdk.incubator.vector";
    private static final int WIDEST = 512;

    private final Optional<String> obstacle;

    private KernelGate(Optional<String> obstacle) {
        this.obstacle = obstacle;
    }

    /**
     * Decides for a layer.
     *
     * @param layer the layer's class
     * @param hasVectorKernel whether a vector kernel was generated for it
     * @return the decision
     */
    public static KernelGate of(Class<?> layer, boolean hasVectorKernel) {
        return new KernelGate(obstacle(layer.getModule(), hasVectorKernel));
    }

    /**
     * Whether the vector kernel is to run.
     *
     * @return the decision
     */
    public boolean usesVectors() {
        return obstacle.isEmpty();
    }

    /**
     * The decision with its reason.
     *
     * @param vectorBits the width of the kernel's vectors, 0 for a scalar kernel
     * @return what the layer tells its user
     */
    public KernelChoice choice(int vectorBits) {
        return obstacle.map(reason -> new KernelChoice(KernelChoice.Target.SCALAR, 0, reason))
                .orElseGet(() ->
                        new KernelChoice(KernelChoice.Target.VECTOR, vectorBits, "module " + MODULE + " is available"));
    }

    /**
     * The width of vectors that a vector kernel should use.
     *
     * @param preferred the width that the JDK prefers on this machine, in bits
     * @return the forced width, or the preferred one, but never more than 512 bits: sums have no more lanes than that
     * @throws IllegalArgumentException if the forced width is none of 128, 256 and 512
     */
    public static int vectorBits(int preferred) {
        String forced = System.getProperty(BITS_PROPERTY);
        if (forced == null) {
            return Math.min(preferred, WIDEST);
        }
        return switch (forced) {
            case "128" -> 128;
            case "256" -> 256;
            case "512" -> 512;
            default -> throw Checks.unexpected(BITS_PROPERTY + " of 128, 256 or 512", forced);
        };
    }

    private static Optional<String> obstacle(Module user, boolean hasVectorKernel) {
        if (!hasVectorKernel) {
            return Optional.of("the layer was compiled without a vector kernel; compile it with" + " --add-modules "
                    + MODULE + " (or requires static " + MODULE + ")");
        }
        String wish = System.getProperty(VECTOR_PROPERTY, "auto").toLowerCase(Locale.ROOT);
        if (wish.equals("off")) {
            return Optional.of("switched off by -D" + VECTOR_PROPERTY + "=off");
        }
        if (!wish.equals("auto")) {
            return Optional.of(
                    Checks.unexpected(VECTOR_PROPERTY + " of auto or off", wish).getMessage());
        }
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return Optional.of("native images compile the Vector API to slow code");
        }
        String mode = System.getProperty("java.vm.info", "").toLowerCase(Locale.ROOT);
        if (mode.contains("interpreted mode") || mode.contains("emulated-client")) {
            return Optional.of("the JVM runs without its optimizing compiler (" + mode + ")");
        }
        Optional<Module> vectors = ModuleLayer.boot().findModule(MODULE);
        if (vectors.isEmpty()) {
            return Optional.of("module " + MODULE + " is not loaded; start Java with --add-modules " + MODULE);
        }
        if (!user.canRead(vectors.get())) {
            return Optional.of("module " + user.getName() + " does not read " + MODULE
                    + "; start Java with --add-reads " + user.getName() + "=" + MODULE);
        }
        return Optional.empty();
    }
}
