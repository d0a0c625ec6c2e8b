package io.github.normwright.examples.modelfiles.format;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the names of tensors that are to be written. */
final class TensorNames {

    private TensorNames() {}

    static void check(List<Tensor> tensors) {
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            String name = tensor.info().name();
            if (name.isEmpty() || name.equals(SafetensorsFile.METADATA)) {
                throw new IllegalArgumentException("a tensor cannot be named " + Origin.quoted(name));
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException("two tensors are named " + Origin.quoted(name));
            }
        }
    }
}
