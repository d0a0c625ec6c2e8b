package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigDifference;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.ConfigQuirk;
import io.github.normwright.api.config.GeneratedConfig;
import io.github.normwright.api.config.LayerConfig;
import io.github.normwright.kernels.config.Json;
import io.github.normwright.kernels.config.LayerCatalog;
import io.github.normwright.kernels.config.LayerDocuments;
import io.github.normwright.kernels.config.LayerSearch;
import io.github.normwright.kernels.config.LayerSerializer;
import io.github.normwright.processor.testing.Compiled;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The records, serializers and catalogs that are generated: what they write, read, refuse and find. */
class GeneratedConfigTest {

    private static final String STEM = """
            package example;
            import io.github.normwright.api.*;
            @BatchNormalization(shape = {Shape.DYNAMIC, 6, 5, 4}, axis = 1, epsilon = 1e-5, dtypes = {DType.FLOAT32, DType.FLOAT64})
            public interface Stem {}
            """;

    private static final String GHOST = """
            package example;
            import io.github.normwright.api.*;
            @BatchNormalization(shape = {Shape.DYNAMIC, 6, 4}, profile = Profile.TF_KERAS, virtualBatchSize = 2)
            interface Ghost {}
            """;

    /** What documents of layers with usual objects have in common; a line each, for people to read. */
    private static final String OBJECTS = """
            "beta_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null},
            "gamma_initializer": {"module": "keras.initializers", "class_name": "Ones", "config": {}, "registered_name": null},
            "moving_mean_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null},
            "moving_variance_initializer": {"module": "keras.initializers", "class_name": "Ones", "config": {}, "registered_name": null},
            "beta_regularizer": null, "gamma_regularizer": null, "beta_constraint": null, "gamma_constraint": null,
            """;

    private static Compiled compiled;
    private static ClassLoader loader;

    @BeforeAll
    static void compile() {
        compiled = Compiled.withOptions(List.of("-Anormwright.catalog=example.Layers"), STEM, GHOST);
        loader = compiled.newLoader();
    }

    @Test
    void kerasDocumentsHaveTheKeysAndNumbersOfKeras() throws ReflectiveOperationException {
        String expected = """
                {"module": "keras.layers", "class_name": "BatchNormalization", "config": {"name": "stem", "trainable": true,
                "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null},
                "axis": 1, "momentum": 0.99, "epsilon": 1e-05, "center": true, "scale": true,
                """ + OBJECTS + """
                "synchronized": false, "renorm": false, "renorm_clipping": null, "renorm_momentum": 0.99},
                "registered_name": null, "build_config": {"input_shape": [null, 6, 5, 4]}}
                """;
        assertEquals(
                onOneLine(expected), serializer("Stem", ConfigFormat.KERAS_3).write(config("Stem")));
    }

    @Test
    void rCountsItsAxesFromOne() throws ReflectiveOperationException {
        String expected = """
                {"axis": 2, "momentum": 0.99, "epsilon": 1e-05, "center": true, "scale": true,
                """ + OBJECTS + """
                "synchronized": false, "name": "stem", "trainable": true, "dtype": "float32"}
                """;
        LayerSerializer<GeneratedConfig> serializer = serializer("Stem", ConfigFormat.R);
        assertEquals(onOneLine(expected), serializer.write(config("Stem")));
        assertEquals(List.of(1), serializer.read(onOneLine(expected)).values().axis());
    }

    @Test
    void ourOwnDocumentsKeepEverything() throws ReflectiveOperationException {
        LayerSerializer<GeneratedConfig> serializer = serializer("Ghost", ConfigFormat.NORMWRIGHT);
        String document = serializer.write(config("Ghost"));
        assertTrue(
                document.startsWith("{\"normwright\": 1, \"layer\": \"BatchNormalization\", \"name\": \"ghost\","
                        + " \"dtype\": \"float32\", \"parameter_type\": \"float32\", \"policy\": \"float32\","
                        + " \"shape\": [null, 6, 4], \"attributes\": {\"profile\": \"TF_KERAS\","
                        + " \"virtualBatchSize\": 2,"),
                document);
        assertEquals(config("Ghost"), serializer.read(document));
        String newer = document.replace("\"normwright\": 1", "\"normwright\": 2");
        assertEquals(
                "normwright: expected version 1 of the document, found 2",
                assertThrows(ConfigException.class, () -> serializer.read(newer))
                        .getMessage());
    }

    @Test
    void quirksAreWrittenOnRequestAndRepaired() throws ReflectiveOperationException {
        ConfigFormat list = ConfigFormat.TF_KERAS.with(ConfigQuirk.AXIS_LIST);
        ConfigFormat shifted = list.with(ConfigQuirk.SHIFTED_AXIS);
        LayerSerializer<GeneratedConfig> serializer = serializer("Ghost", shifted);
        assertEquals(List.of(-1), written("Ghost", ConfigFormat.TF_KERAS).axis());
        String document = serializer.write(config("Ghost"));
        assertTrue(document.contains("\"axis\": [3], "), document);
        assertEquals(List.of(2), serializer.read(document).values().axis());
        assertEquals(document, serializer.write(serializer.read(document)));
        assertEquals(
                List.of(2),
                LayerDocuments.read(Json.read(document), ConfigDialect.TF_KERAS).axis());
    }

    @Test
    void documentsOfOtherLayersAreRefusedWithAllDifferences() throws ReflectiveOperationException {
        String document = serializer("Stem", ConfigFormat.KERAS_3)
                .write(config("Stem"))
                .replace("\"axis\": 1,", "\"axis\": 2,")
                .replace("1e-05", "0.25");
        LayerSerializer<GeneratedConfig> serializer = serializer("Stem", ConfigFormat.KERAS_3);
        ConfigException refusal = assertThrows(ConfigException.class, () -> serializer.read(document));
        assertEquals(
                "the document is not of example.Stem: axis is 1, and the annotation would have to say axis = 2; epsilon is"
                        + " 1e-05, and the annotation would have to say epsilon = 0.25",
                refusal.getMessage());
        assertEquals(
                List.of("axis", "epsilon"),
                refusal.differences().stream().map(ConfigDifference::attribute).toList());
    }

    @Test
    void aCatalogOfTheCompilationFindsTheLayer() throws ReflectiveOperationException {
        String document = serializer("Stem", ConfigFormat.KERAS_3).write(config("Stem", DType.FLOAT64));
        NormalizationLayer<?, ?> layer =
                catalog(loader).find(Json.read(document)).orThrow().create();
        assertEquals("example.StemFloat64", layer.getClass().getName());
    }

    @Test
    void whereNoLayerFitsTheAnnotationIsPrintedThatHasOneGenerated() throws ReflectiveOperationException {
        String document =
                serializer("Stem", ConfigFormat.KERAS_3).write(config("Stem")).replace("1e-05", "0.25");
        LayerSearch search = catalog(loader).find(Json.read(document));
        assertEquals(Optional.empty(), search.layer());
        String source = search.advice().substring(search.advice().indexOf("import static"));
        assertEquals("""
                no layer fits stem; the closest is example.Stem: epsilon is 1e-05, and the annotation would have to say\
                 epsilon = 0.25. This would:

                import static io.github.normwright.api.Shape.DYNAMIC;

                import io.github.normwright.api.*;

                @BatchNormalization(
                        shape = {DYNAMIC, 6, 5, 4},
                        name = "stem",
                        axis = 1,
                        epsilon = 0.25)
                public interface StemLayer {}
                """, search.advice());
        Compiled advised =
                Compiled.withOptions(List.of("-Anormwright.catalog=example.Layers"), "package example;\n" + source);
        LayerCatalog catalog = catalog(advised.newLoader());
        assertEquals(
                "example.StemLayerFloat32",
                catalog.find(Json.read(document)).orThrow().type().getName());
    }

    @Test
    void theCatalogListsWhatItSees() {
        String catalog = compiled.sources().get("example.Layers");
        assertTrue(
                catalog.contains("return LayerCatalog.of(\n                GhostConfig.layers(),\n"
                        + "                StemConfig.layers());"),
                catalog);
    }

    private static LayerConfig written(String type, ConfigFormat format) throws ReflectiveOperationException {
        String document = serializer(type, format).write(config(type));
        return LayerDocuments.read(Json.read(document), format.dialect());
    }

    private static String onOneLine(String document) {
        return document.strip().replace("\n", " ");
    }

    private static Class<?> type(String name) throws ReflectiveOperationException {
        return Class.forName("example." + name, true, loader);
    }

    private static GeneratedConfig config(String type) throws ReflectiveOperationException {
        return config(type, DType.FLOAT32);
    }

    private static GeneratedConfig config(String type, DType dtype) throws ReflectiveOperationException {
        Method of = type(type + "Config").getMethod("of", DType.class);
        of.setAccessible(true);
        return (GeneratedConfig) of.invoke(null, dtype);
    }

    @SuppressWarnings("unchecked")
    private static LayerSerializer<GeneratedConfig> serializer(String type, ConfigFormat format)
            throws ReflectiveOperationException {
        Method serializer = type(type + "Config").getMethod("serializer", ConfigFormat.class);
        serializer.setAccessible(true);
        return (LayerSerializer<GeneratedConfig>) serializer.invoke(null, format);
    }

    private static LayerCatalog catalog(ClassLoader classes) throws ReflectiveOperationException {
        return (LayerCatalog) Class.forName("example.Layers", true, classes)
                .getMethod("catalog")
                .invoke(null);
    }
}
