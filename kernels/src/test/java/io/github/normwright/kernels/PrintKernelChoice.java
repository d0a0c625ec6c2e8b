package io.github.normwright.kernels;

/** Started in a JVM of its own by {@link KernelGateOtherJvmTest}. */
final class PrintKernelChoice {

    private PrintKernelChoice() {}

    /** Prints the choice for a layer that has a vector kernel. */
    public static void main(String[] arguments) {
        KernelGate gate = KernelGate.of(PrintKernelChoice.class, true);
        System.out.println(gate.usesVectors() + " " + gate.choice(256));
    }
}
