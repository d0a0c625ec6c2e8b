package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelLayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The annotated source of a layer.
 *
 * @param packageName its package; empty for none
 * @param typeName the simple name of the annotated type
 * @param text the source
 * @param remarks what the source could not say, each a sentence
 */
record LayerSource(String packageName, String typeName, String text, List<String> remarks) {

    /** The settings that a source shows, in the order in which it shows them. */
    private static final List<String> SETTINGS = List.of(
            "axis",
            "momentum",
            "epsilon",
            "center",
            "scale",
            "renorm",
            "renorm_clipping",
            "renorm_momentum",
            "virtual_batch_size",
            "fused",
            "synchronized",
            "gamma_initializer",
            "beta_initializer",
            "moving_mean_initializer",
            "moving_variance_initializer",
            "gamma_regularizer",
            "beta_regularizer",
            "gamma_constraint",
            "beta_constraint");

    /** What says nothing about the layer's numbers, or is said otherwise. */
    private static final Set<String> OTHER =
            Set.of("name", "trainable", "dtype", "batch_input_shape", "batch_shape", "input_shape", "input_dim");

    private static final Pattern API_TYPE = Pattern.compile("(?<![.\\w\"])(@?[A-Z]\\w*)(?=[.(])");

    private static final Pattern LAYER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** The full name of the annotated type. */
    String className() {
        return packageName.isEmpty() ? typeName : packageName + "." + typeName;
    }

    /** Where the source stands in a folder of sources. */
    Path file() {
        return Path.of(className().replace('.', '/') + ".java");
    }

    /** Writes the source of a layer. */
    static LayerSource of(Model model, ModelLayer layer, LayerShape shape, String packageName, String typeName) {
        List<String> remarks = new ArrayList<>();
        AnnotationText annotation = new AnnotationText(layer.kind().className(), layer.profile());
        annotation.shape(shape.sizes(), "DYNAMIC");
        for (String key : SETTINGS) {
            Object value = layer.settings().get(key);
            if (value != null && !isDefault(layer, key, value)) {
                addSetting(annotation, key, value, remarks);
            }
        }
        layer.settings().keySet().stream()
                .filter(key -> !SETTINGS.contains(key) && !OTHER.contains(key))
                .forEach(key -> remarks.add("The setting " + key + " is not known, and left out."));
        if (Boolean.FALSE.equals(layer.settings().get("trainable"))) {
            annotation.attribute("trainable", "false");
        }
        if (layer.dtype() != DType.FLOAT32) {
            annotation.attribute("dtypes", "DType." + layer.dtype());
        }
        if (layer.profile() != Profile.KERAS_3) {
            annotation.attribute("profile", "Profile." + layer.profile());
        }
        if (LAYER_NAME.matcher(layer.name()).matches()) {
            annotation.attribute("name", "\"" + layer.name() + "\"");
        }
        String text = text(packageName, documentation(model, layer, shape), annotation.inLines(), typeName);
        return new LayerSource(packageName, typeName, text, remarks);
    }

    private static void addSetting(AnnotationText annotation, String key, Object value, List<String> remarks) {
        if (value instanceof Map<?, ?> document && ObjectText.isObject(key) && !ObjectText.isKnown(key, document)) {
            remarks.add("The " + key + " " + document.get("class_name") + " is not Keras' own, and left out.");
        } else if (value instanceof String text && ObjectText.isObject(key)) {
            remarks.add("The " + key + " " + text + " is given by its name only, and left out.");
        } else {
            annotation.setting(key, value);
        }
    }

    private static boolean isDefault(ModelLayer layer, String key, Object value) {
        return switch (key) {
            case "axis" -> layer.axes().equals(List.of(-1));
            case "momentum" -> value.equals(momentum(layer.profile()));
            case "epsilon" -> value.equals(epsilon(layer.profile()));
            case "center", "scale" -> value.equals(true);
            case "renorm", "synchronized" -> value.equals(false);
            case "renorm_clipping", "renorm_momentum" ->
                !Boolean.TRUE.equals(layer.settings().get("renorm")) || value.equals(0.99) || value.equals(Map.of());
            case "gamma_initializer", "moving_variance_initializer" -> isOfClass(value, "Ones");
            case "beta_initializer", "moving_mean_initializer" -> isOfClass(value, "Zeros");
            default -> false;
        };
    }

    private static boolean isOfClass(Object value, String className) {
        return value instanceof Map<?, ?> document && className.equals(document.get("class_name"));
    }

    /** The share of the old value that a profile keeps unless told otherwise. */
    private static double momentum(Profile profile) {
        return profile == Profile.TORCH || profile == Profile.ONNX ? 0.9 : 0.99;
    }

    private static double epsilon(Profile profile) {
        return profile == Profile.TORCH || profile == Profile.ONNX ? 1e-5 : 1e-3;
    }

    private static String documentation(Model model, ModelLayer layer, LayerShape shape) {
        List<String> lines = new ArrayList<>();
        lines.add("The layer " + printable(layer.path()) + " of "
                + printable(model.file().getFileName().toString()) + " (" + printable(model.system()) + ").");
        lines.addAll(layer.assumptions());
        shape.assumption().ifPresent(lines::add);
        return lines.size() == 1
                ? "/** " + lines.get(0) + " */"
                : "/**\n * " + String.join("\n *\n * <p>", lines) + "\n */";
    }

    /** A text from a file as it may stand in a comment. A backslash could begin an escape, which Java reads everywhere. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]|[*<>&@{}\\\\]", "_");
    }

    private static String text(String packageName, String documentation, String annotation, String typeName) {
        Set<String> imports = new TreeSet<>();
        Matcher used = API_TYPE.matcher(annotation);
        while (used.find()) {
            String name = used.group(1).replace("@", "");
            if (!name.equals("Double")) {
                imports.add("import io.github.normwright.api." + name + ";\n");
            }
        }
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + (annotation.contains("DYNAMIC") ? "import static io.github.normwright.api.Shape.DYNAMIC;\n\n" : "")
                + String.join("", imports)
                + "\n" + documentation + "\n" + annotation + "\npublic interface " + typeName + " {}\n";
    }
}
