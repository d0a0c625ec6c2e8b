package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.GeneratedConfig;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.kernels.config.AnnotatedJava;
import io.github.normwright.kernels.config.Json;
import io.github.normwright.kernels.config.LayerCatalog;
import io.github.normwright.kernels.config.LayerDocuments;
import io.github.normwright.kernels.config.LayerSerializer;
import io.github.normwright.processor.testing.Compiled;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations of the layers that are no batch normalizations: from the annotation to a document, and back. */
class VariantConfigTest {

    private static final List<String> CATALOG = List.of("-Anormwright.catalog=example.Layers");

    private static final String HEADER = "package example;\nimport io.github.normwright.api.*;\n";

    /** Whatever an annotation says, our own document says, and the annotation printed for it says it again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LayerNormalization | axis = {1, 2}, rmsScaling = true, residual = true, activation = Activation.ELU, eluAlpha = 0.5
                    RMSNormalization | scale = false, profile = Profile.TORCH
                    RMSNormalization | gammaInitializer = @Initializer(kind = InitializerKind.CONSTANT, value = 2), profile = Profile.ONNX
                    GroupNormalization | groups = -1, axis = 1, activation = Activation.LEAKY_RELU, negativeSlope = 0.25
                    UnitNormalization | axis = {1, 2}, activation = Activation.RELU, residual = true
                    InstanceNormalization | axis = 1, trackRunningStats = true, momentum = 0.25
                    InstanceNormalization | axis = -1, profile = Profile.ONNX, epsilon = 0.5
                    """)
    void ourOwnDocumentsKeepEverything(String annotation, String attributes) throws ReflectiveOperationException {
        String document = ownDocument(source(annotation, attributes));
        String printed = AnnotatedJava.of(
                LayerDocuments.read(Json.read(document), ConfigDialect.NORMWRIGHT), ConfigDialect.NORMWRIGHT, "Drawn");
        assertEquals(attributes(document), attributes(ownDocument("package example;\n" + printed)), printed);
    }

    @Test
    void aCatalogTellsTheKindsApart() throws ReflectiveOperationException {
        Compiled compiled = Compiled.withOptions(
                CATALOG,
                HEADER + "@LayerNormalization(shape = {Shape.DYNAMIC, 4}) public interface One {}",
                HEADER + "@LayerNormalization(shape = {Shape.DYNAMIC, 4}, activation = Activation.RELU)"
                        + " public interface Other {}",
                HEADER + "@RMSNormalization(shape = {Shape.DYNAMIC, 4}) public interface Third {}",
                HEADER + "@UnitNormalization(shape = {Shape.DYNAMIC, 4}) public interface Fourth {}");
        ClassLoader loader = compiled.newLoader();
        LayerCatalog catalog = (LayerCatalog)
                loader.loadClass("example.Layers").getMethod("catalog").invoke(null);
        for (String type : List.of("One", "Third", "Fourth")) {
            String document = serializer(loader, type, ConfigFormat.KERAS_3).write(config(loader, type));
            assertEquals(
                    "example." + type + "Float32",
                    catalog.find(Json.read(document))
                            .orThrow()
                            .create()
                            .getClass()
                            .getName());
        }
        String own = serializer(loader, "Other", ConfigFormat.NORMWRIGHT).write(config(loader, "Other"));
        assertTrue(own.contains("\"activation\": \"RELU\""), own);
        assertEquals(
                "example.OtherFloat32",
                catalog.find(Json.read(own)).orThrow().type().getName());
    }

    /** Attributes stand in the order in which they are written; that order says nothing. */
    private static Map<String, JsonValue> attributes(String document) {
        return ((JsonObject) Json.read(document))
                .object("attributes")
                .orElseThrow()
                .members();
    }

    private static String source(String annotation, String attributes) {
        return HEADER + "@" + annotation + "(shape = {Shape.DYNAMIC, 4, 6}, name = \"drawn\", " + attributes
                + ")\npublic interface Drawn {}\n";
    }

    private static String ownDocument(String source) throws ReflectiveOperationException {
        ClassLoader loader = Compiled.withOptions(CATALOG, source).newLoader();
        LayerSerializer<GeneratedConfig> serializer = serializer(loader, "Drawn", ConfigFormat.NORMWRIGHT);
        String document = serializer.write(config(loader, "Drawn"));
        assertEquals(document, serializer.write(serializer.read(document)));
        return document;
    }

    private static GeneratedConfig config(ClassLoader loader, String type) throws ReflectiveOperationException {
        return (GeneratedConfig) loader.loadClass("example." + type + "Config")
                .getMethod("of", DType.class)
                .invoke(null, DType.FLOAT32);
    }

    @SuppressWarnings("unchecked")
    private static LayerSerializer<GeneratedConfig> serializer(ClassLoader loader, String type, ConfigFormat format)
            throws ReflectiveOperationException {
        return (LayerSerializer<GeneratedConfig>) loader.loadClass("example." + type + "Config")
                .getMethod("serializer", ConfigFormat.class)
                .invoke(null, format);
    }
}
