package io.github.normwright.examples.conformance;

import io.github.normwright.api.Shape;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigEnvelope;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.GeneratedConfig;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import io.github.normwright.examples.conformance.LayerCompiler.CompilationException;
import io.github.normwright.kernels.config.AnnotatedJava;
import io.github.normwright.kernels.config.ConfigFormats;
import io.github.normwright.kernels.config.FoundLayer;
import io.github.normwright.kernels.config.Json;
import io.github.normwright.kernels.config.LayerCatalog;
import io.github.normwright.kernels.config.LayerDocuments;
import io.github.normwright.kernels.config.LayerFamily;
import io.github.normwright.kernels.config.LayerSearch;
import io.github.normwright.kernels.config.LayerSerializer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plays a document: generates the annotation that it asks for, compiles it, reads the document with the generated serializer,
 * and writes it again, which must give the same text.
 */
final class DocumentPlayer {

    /** What sizes are taken for where a document does not say them. */
    private static final int SIZE = 8;

    /**
     * What the compiler says of an object that is not made for the variable, which the system refuses too when it builds the
     * layer, and of an argument that is no number. The document of such a layer is still read and written.
     */
    private static final Set<String> REFUSED = Set.of("[NW171]", "[NW173]");

    private static final Set<String> TENSOR_FLOW = Set.of("tf-keras", "tf.keras", "tf.layers");

    private final LayerCompiler compiler;
    private final List<String> differences = new ArrayList<>();

    DocumentPlayer(LayerCompiler compiler) {
        this.compiler = compiler;
    }

    /** Plays a document of a layer, or of a model with its layers. */
    List<String> play(JsonObject document) throws ReflectiveOperationException, CompilationException {
        return LayerDocuments.isLayer(document) ? play(document, Optional.empty()) : playModel(document);
    }

    /** Plays a document of a layer. */
    List<String> play(JsonObject document, Optional<String> recordedDialect)
            throws ReflectiveOperationException, CompilationException {
        ConfigDialect dialect = ConfigFormats.of(document).dialect();
        recordedDialect
                .filter(recorded -> TENSOR_FLOW.contains(recorded) != dialect.isTensorFlow())
                .ifPresent(recorded -> differences.add("expected the dialect " + recorded + ", found " + dialect));
        compare("document", document, rewritten(document));
        return differences;
    }

    /** Plays all layers of a model, and puts them back into it. */
    private List<String> playModel(JsonObject model) throws ReflectiveOperationException, CompilationException {
        Map<JsonValue, JsonValue> replacements = new IdentityHashMap<>();
        List<LayerFamily> families = new ArrayList<>();
        List<LayerSearch> layers = LayerCatalog.of().search(model);
        if (layers.isEmpty()) {
            differences.add("expected a normalization layer, found none");
        }
        for (LayerSearch layer : layers) {
            replacements.put(layer.document(), rewritten(layer.document()));
            families.add(family(compile(layer.config(), layer.format().dialect())));
        }
        compare("model", model, replaced(model, replacements));
        LayerCatalog catalog = LayerCatalog.of(families.toArray(LayerFamily[]::new));
        for (LayerSearch layer : catalog.search(model)) {
            if (layer.layers().isEmpty()) {
                differences.add(layer.path() + ": expected a layer, found none: " + layer.advice());
            }
        }
        return differences;
    }

    /** The document after it was read and written by the serializer of its layer. */
    private JsonValue rewritten(JsonObject document) throws ReflectiveOperationException, CompilationException {
        ConfigFormat format = ConfigFormats.of(document);
        LayerConfig said = LayerDocuments.read(document, format.dialect());
        Class<?> annotated;
        try {
            annotated = compile(said, format.dialect());
        } catch (CompilationException refused) {
            if (REFUSED.stream().anyMatch(refused.getMessage()::contains)) {
                return LayerDocuments.write(said, format);
            }
            throw refused;
        }
        LayerSerializer<GeneratedConfig> serializer = serializer(annotated, format);
        GeneratedConfig config = serializer.read(Json.write(document));
        checkOtherFormats(annotated, config, format);
        checkSearch(annotated, document, config);
        return Json.read(serializer.write(config));
    }

    /** What is written without quirks, and in our own form, is read as the same layer. */
    private void checkOtherFormats(Class<?> annotated, GeneratedConfig config, ConfigFormat format)
            throws ReflectiveOperationException {
        ConfigEnvelope envelope = format.envelope();
        ConfigFormat sound = new ConfigFormat(format.dialect(), format.version(), envelope, Set.of());
        for (ConfigFormat other : List.of(sound, ConfigFormat.NORMWRIGHT)) {
            LayerSerializer<GeneratedConfig> serializer = serializer(annotated, other);
            String written = serializer.write(config);
            String again = serializer.write(serializer.read(written));
            if (!written.equals(again)) {
                differences.add(other + ": expected " + written + ", found " + again);
            }
        }
    }

    private void checkSearch(Class<?> annotated, JsonObject document, GeneratedConfig config)
            throws ReflectiveOperationException {
        FoundLayer found = LayerCatalog.of(family(annotated)).find(document).orThrow();
        String wanted = AnnotatedSource.TYPE + config.dtype().classNameEnding();
        compare("layer", wanted, found.create().getClass().getName());
        compare("class", wanted, found.type().getName());
        compare("name", config.name(), found.config().name());
    }

    private Class<?> compile(LayerConfig said, ConfigDialect dialect) throws CompilationException {
        LayerConfig built = said.shape().isPresent() ? said : said.built(guessedShape(said));
        return compiler.compile(AnnotatedSource.TYPE, AnnotatedJava.of(built, dialect, AnnotatedSource.TYPE));
    }

    /** The fewest dimensions that the axes allow. */
    private static List<Integer> guessedShape(LayerConfig config) {
        int front = 1;
        int end = 0;
        for (int axis : config.axis()) {
            front = Math.max(front, axis + 1);
            end = Math.max(end, -axis);
        }
        int rank = Math.max(2, front + end);
        List<Integer> shape = new ArrayList<>(Collections.nCopies(rank, SIZE));
        shape.set(0, Shape.DYNAMIC);
        return shape;
    }

    private static Class<?> configClass(Class<?> annotated) throws ClassNotFoundException {
        return Class.forName(annotated.getName() + "Config", true, annotated.getClassLoader());
    }

    @SuppressWarnings("unchecked")
    private static LayerSerializer<GeneratedConfig> serializer(Class<?> annotated, ConfigFormat format)
            throws ReflectiveOperationException {
        return (LayerSerializer<GeneratedConfig>) configClass(annotated)
                .getMethod("serializer", ConfigFormat.class)
                .invoke(null, format);
    }

    private static LayerFamily family(Class<?> annotated) throws ReflectiveOperationException {
        return (LayerFamily) configClass(annotated).getMethod("layers").invoke(null);
    }

    private static JsonValue replaced(JsonValue value, Map<JsonValue, JsonValue> replacements) {
        if (replacements.containsKey(value)) {
            return replacements.get(value);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.elements().stream()
                    .map(element -> replaced(element, replacements))
                    .toList());
        }
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> members.put(name, replaced(member, replacements)));
            return new JsonObject(members);
        }
        return value;
    }

    /** Documents are the same if their texts are: in the order of their members and in the form of their numbers, too. */
    private void compare(String what, JsonValue expected, JsonValue found) {
        compare(what, Json.write(expected), Json.write(found));
    }

    private void compare(String what, String expected, String found) {
        if (!expected.equals(found)) {
            differences.add(what + ": expected " + expected + ", found " + found);
        }
    }
}
