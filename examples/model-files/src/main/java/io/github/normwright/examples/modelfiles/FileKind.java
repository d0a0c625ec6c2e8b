package io.github.normwright.examples.modelfiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The kinds of files that are known, by how they begin, or else by their names. */
enum FileKind {
    KERAS,
    HDF5,
    NPZ,
    SAFETENSORS,
    ONNX,
    JSON,
    UNKNOWN;

    private static final byte[] HDF5_START = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
    private static final byte[] ZIP_START = {'P', 'K', 3, 4};

    /** The kind of a file. */
    static FileKind of(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        byte[] start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = stream.readNBytes(HDF5_START.length);
        }
        if (Arrays.equals(start, HDF5_START)) {
            return HDF5;
        }
        if (start.length >= 4 && Arrays.equals(start, 0, 4, ZIP_START, 0, 4)) {
            return name.endsWith(".npz") ? NPZ : KERAS;
        }
        return ofName(name);
    }

    private static FileKind ofName(String name) {
        if (name.endsWith(".safetensors")) {
            return SAFETENSORS;
        }
        if (name.endsWith(".onnx")) {
            return ONNX;
        }
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".npz")) {
            return NPZ;
        }
        if (name.endsWith(".keras")) {
            return KERAS;
        }
        return name.endsWith(".h5") || name.endsWith(".hdf5") ? HDF5 : UNKNOWN;
    }

    /** A start of a file in the words of a message. */
    static String startOf(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(8), StandardCharsets.ISO_8859_1);
        }
    }
}
