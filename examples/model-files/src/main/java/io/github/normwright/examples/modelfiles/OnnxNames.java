package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.OnnxNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the layers of ONNX files. The format has names for tensors and nodes only, but exporters put the layer's name into
 * them: {@code features.1.running_mean}, {@code /features/features.1/BatchNormalization}.
 */
final class OnnxNames {

    private static final Pattern STATISTIC =
            Pattern.compile("(.+)[./](running_mean|running_var|moving_mean|moving_variance)(:\\d+)?");

    private final Set<String> used = new HashSet<>();

    /** A name for a layer: of its tensors, or else of its node, or else of what it gives; no two layers have one. */
    String ofLayer(OnnxNode node, Map<String, String> variables) {
        String name = ofNode(node);
        Matcher matcher = STATISTIC.matcher(variables.getOrDefault("moving_mean", ""));
        if (matcher.matches()) {
            name = matcher.group(1);
        }
        String unique = name;
        for (int i = 1; !used.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    /** The name of the layer that a node is part of. */
    String ofNode(OnnxNode node) {
        String[] parts = node.name().replaceFirst("^/", "").split("/");
        String name = parts.length > 1 ? parts[0] : node.name();
        // The last part is the operator. Parts of PyTorch's sequences repeat the name of the sequence.
        for (int i = 1; i < parts.length - 1; i++) {
            name = parts[i].startsWith(name + ".") ? parts[i] : name + "." + parts[i];
        }
        return name.isEmpty() && !node.outputs().isEmpty() ? node.outputs().get(0) : name;
    }
}
