package io.github.normwright.examples.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of the level-2 cache. */
public final class CacheSize {

    private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache/index2/size");
    private static final long DEFAULT = 1 << 20;

    private CacheSize() {}

    /**
     * What the operating system says, or 1 MiB if it says nothing.
     *
     * @return the size in bytes
     */
    public static long level2() {
        try {
            return parse(Files.readString(LINUX).strip());
        } catch (IOException | NumberFormatException unknown) {
            return DEFAULT;
        }
    }

    /** Reads a size such as {@code 1024K}. */
    static long parse(String text) {
        int last = text.length() - 1;
        return switch (text.charAt(last)) {
            case 'K' -> Long.parseLong(text.substring(0, last)) << 10;
            case 'M' -> Long.parseLong(text.substring(0, last)) << 20;
            default -> Long.parseLong(text);
        };
    }
}
