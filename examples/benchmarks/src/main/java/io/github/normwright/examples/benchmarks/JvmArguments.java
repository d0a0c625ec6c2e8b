package io.github.normwright.examples.benchmarks;

import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of the measuring processes.
 *
 * @param vectorBits the width of our vectors, {@code auto} or {@code off}
 */
record JvmArguments(String vectorBits) {

    JvmArguments {
        if (!List.of("auto", "off", "128", "256", "512").contains(vectorBits)) {
            throw new IllegalArgumentException("expected --vector-bits of 128, 256, 512 or off, found " + vectorBits);
        }
    }

    /** The arguments, for layers compiled to a folder. */
    List<String> with(Path layers) {
        List<String> arguments = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                // Peers are native libraries.
                "--enable-native-access=ALL-UNNAMED",
                "-Xms2g",
                "-Xmx6g",
                "-D" + LayerCompiler.FOLDER_PROPERTY + "=" + layers));
        if (vectorBits.equals("off")) {
            arguments.add("-Dnormwright.vector=off");
        } else if (!vectorBits.equals("auto")) {
            arguments.add("-Dnormwright.vectorBits=" + vectorBits);
        }
        return List.copyOf(arguments);
    }
}
