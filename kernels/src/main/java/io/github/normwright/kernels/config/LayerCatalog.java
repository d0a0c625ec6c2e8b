package io.github.normwright.kernels.config;

import io.github.normwright.api.Shape;
import io.github.normwright.api.config.ConfigDifference;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the generated layer that a document describes. A program lists the layers that it was compiled with:
 *
 * <pre>{@code
 * LayerCatalog catalog = LayerCatalog.of(StemNormConfig.layers(), HeadNormConfig.layers());
 * NormalizationLayer<?, ?> layer = catalog.find(Json.read(json)).orThrow().create();
 * }</pre>
 *
 * <p>The list is written by hand because it is the one thing that no processor can write well: a processor that sees one type at
 * a time, as incremental builds need it, cannot know the others, least of all those of other modules. What it lists is generated,
 * so a layer that does not exist does not compile. Nothing is found by reflection.
 *
 * <p>A layer fits a document if nothing in the document contradicts its annotation, and if its profile is that of the system
 * that wrote the document. Immutable and thread-safe.
 */
public final class LayerCatalog {

    private final List<LayerFamily> families;

    private LayerCatalog(List<LayerFamily> families) {
        this.families = families;
    }

    /**
     * A catalog.
     *
     * @param families the layers
     * @return the catalog
     */
    public static LayerCatalog of(LayerFamily... families) {
        return new LayerCatalog(List.copyOf(Arrays.asList(families)));
    }

    /**
     * Finds the layer of a document.
     *
     * @param document the document of a layer, with its envelope or without
     * @return the layer, or why there is none
     * @throws ConfigException if the document describes no layer
     */
    public LayerSearch find(JsonValue document) {
        return find(document, KnownInput.NOTHING);
    }

    /**
     * Finds the layer of a document that does not say all.
     *
     * @param document the document of a layer, with its envelope or without
     * @param known what is known of its input
     * @return the layer, or why there is none
     * @throws ConfigException if the document describes no layer
     */
    public LayerSearch find(JsonValue document, KnownInput known) {
        ConfigFormat format = ConfigFormats.of(document);
        LayerConfig config = LayerDocuments.read(document, format.dialect());
        return find("", (JsonObject) document, config, known);
    }

    /**
     * Finds the layers of a model: of every normalization layer in it, in the order of the document. Models may hold models,
     * and layers that wrap others.
     *
     * @param model the configuration of a model, of Keras 3 or of tf-keras
     * @return what became of each layer
     * @throws ConfigException if one of the layers makes no sense, with its path
     */
    public List<LayerSearch> search(JsonValue model) {
        return search(model, path -> KnownInput.NOTHING);
    }

    /**
     * Finds the layers of a model whose document does not say all, as H5 files have it.
     *
     * @param model the configuration of a model, of Keras 3 or of tf-keras
     * @param known what is known of the input of a layer, by the layer's path ({@link LayerSearch#path})
     * @return what became of each layer
     * @throws ConfigException if one of the layers makes no sense, with its path
     */
    public List<LayerSearch> search(JsonValue model, Function<String, KnownInput> known) {
        return ModelLayers.in(model).stream()
                .map(layer -> find(layer.path(), layer.document(), layer.config(), known.apply(layer.path())))
                .toList();
    }

    private LayerSearch find(String path, JsonObject document, LayerConfig said, KnownInput known) {
        ConfigFormat format = ConfigFormats.of(document);
        LayerConfig config = said.shape().isPresent() || known.shape().isEmpty()
                ? said
                : said.built(known.shape().get());
        List<FoundLayer> found = new ArrayList<>();
        for (LayerFamily family : ofKind(config)) {
            if (obstacles(family, config, format, known).isEmpty()) {
                found.add(new FoundLayer(family, family.config(config)));
            }
        }
        String advice = found.size() == 1
                ? ""
                : found.isEmpty()
                        ? whyNone(config, format, known)
                        : "several layers fit: "
                                + found.stream()
                                        .map(each ->
                                                each.family().specification().type())
                                        .collect(Collectors.joining(", "))
                                + ". The document does not say enough of the input's shape to tell them apart.";
        return new LayerSearch(path, document, format, config, found, advice);
    }

    private List<LayerFamily> ofKind(LayerConfig config) {
        return families.stream()
                .filter(family ->
                        config.layer().equals(family.specification().schema().annotation()))
                .toList();
    }

    /** Why a family's layers, which are of the right kind, do not fit. */
    private static List<ConfigDifference> obstacles(
            LayerFamily family, LayerConfig config, ConfigFormat format, KnownInput known) {
        LayerSpecification specification = family.specification();
        List<ConfigDifference> obstacles = new ArrayList<>();
        if (!specification.isOf(format.dialect())) {
            obstacles.add(new ConfigDifference(
                    "profile", "Profile." + format.dialect().profile(), "Profile." + specification.profile()));
        }
        obstacles.addAll(specification.differences(config));
        int channels = specification.channels();
        if (known.channels().isPresent() && known.channels().getAsInt() != channels) {
            obstacles.add(new ConfigDifference(
                    "channels", Integer.toString(known.channels().getAsInt()), Integer.toString(channels)));
        }
        return obstacles;
    }

    private String whyNone(LayerConfig config, ConfigFormat format, KnownInput known) {
        String closest = ofKind(config).stream()
                .min(Comparator.comparingInt(
                        family -> obstacles(family, config, format, known).size()))
                .map(family -> "the closest is " + family.specification().type() + ": "
                        + obstacles(family, config, format, known).stream()
                                .map(ConfigDifference::toString)
                                .collect(Collectors.joining("; "))
                        + ". ")
                .orElse("");
        return "no layer fits" + config.name().map(name -> " " + name).orElse("") + "; " + closest + "This would:\n\n"
                + AnnotatedJava.of(guessed(config, known), format.dialect());
    }

    /** Where only the number of channels is known, a shape of the fewest dimensions that the axis needs. */
    private static LayerConfig guessed(LayerConfig config, KnownInput known) {
        boolean isSingle = config.axis().size() == 1;
        if (config.shape().isPresent() || known.channels().isEmpty() || !isSingle) {
            return config;
        }
        int axis = config.axis().get(0);
        int rank = Math.max(2, axis < 0 ? -axis + 1 : axis + 1);
        List<Integer> shape = new ArrayList<>(Collections.nCopies(rank, Shape.DYNAMIC));
        shape.set(Math.floorMod(axis, rank), known.channels().getAsInt());
        return config.built(shape);
    }
}
