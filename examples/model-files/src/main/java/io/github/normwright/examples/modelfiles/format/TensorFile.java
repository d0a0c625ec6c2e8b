package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * A file with named tensors. Opening reads what the file lists, and checks it; a tensor is read when it is asked for. Not
 * thread-safe.
 */
public interface TensorFile extends AutoCloseable {

    /**
     * The tensors.
     *
     * @return what each is, by its name, in the order of the names; immutable
     */
    SortedMap<String, TensorInfo> tensors();

    /**
     * Reads a tensor.
     *
     * @param name its name
     * @return the tensor
     * @throws ModelFileException if there is none, or if it is damaged
     * @throws IOException if the file cannot be read
     */
    Tensor read(String name) throws IOException;

    /**
     * Writes a copy of the file in which some tensors have other values. The copy is created at once, or replaces a file, which
     * may be this one.
     *
     * @param target the file to write
     * @param replacements tensors with the names, types and shapes of tensors in this file
     * @throws ModelFileException if one cannot be replaced; nothing is written then
     * @throws IOException if the file cannot be written; a file that was there is left as it was
     */
    void copyWith(Path target, List<Tensor> replacements) throws IOException;

    @Override
    void close() throws IOException;
}
