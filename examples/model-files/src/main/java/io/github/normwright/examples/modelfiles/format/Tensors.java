package io.github.normwright.examples.modelfiles.format;

import java.util.List;
import java.util.SortedMap;

/** What all files of tensors have in common. */
final class Tensors {

    private Tensors() {}

    /** What a file says of a tensor, or an exception that lists some of those it has. */
    static TensorInfo find(Origin origin, SortedMap<String, TensorInfo> tensors, String name)
            throws ModelFileException {
        TensorInfo info = tensors.get(name);
        if (info == null) {
            List<String> some =
                    tensors.keySet().stream().limit(8).map(Origin::quoted).toList();
            throw origin.refuse(
                    "has no tensor %s; it has %d: %s%s",
                    Origin.quoted(name), tensors.size(), some, tensors.size() > 8 ? " and others" : "");
        }
        return info;
    }

    /** Refuses to put a tensor in the place of another one that is not of the same kind. */
    static void checkSame(Origin origin, TensorInfo found, TensorInfo wanted) throws ModelFileException {
        if (!found.equals(wanted)) {
            throw origin.refuse("%s is %s and cannot be replaced by %s", Origin.quoted(found.name()), found, wanted);
        }
    }
}
