package io.github.normwright.kernels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.LayerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that describe no layer are refused with the place of the mistake. */
class LayerDocumentsTest {

    @ParameterizedTest
    @ValueSource(longs = {65, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void axesThatNoLayerHasAreRefused(long axis) {
        assertEquals("config.axis: expected an axis from -64 to 64, found a number", refusal("\"axis\": " + axis));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    "axis": [] | config.axis: expected an axis, found an empty list
                    "axis": 1.5 | config.axis: expected an axis from -64 to 64, found a number
                    "axis": [1, 2] | config.axis: expected one axis, which is all that KERAS_3 takes, found [1, 2]
                    "momentum": "high" | config.momentum: expected a number, found a string
                    "center": 1 | config.center: expected true or false, found a number
                    "renorm_clipping": {"rmax": "x"} | config.renorm_clipping.rmax: expected a number or null, found a string
                    "dtype": "float8" | config.dtype: expected float32, float64, float16, bfloat16, mixed_float16 or mixed_bfloat16, found float8
                    """)
    void mistakesAreRefusedWithTheirPlace(String member, String message) {
        assertEquals(message, refusal(member));
    }

    @Test
    void unknownClassesAndKeysAreRefusedWithThoseThatAreKnown() {
        String wrongClass = refusal("\"gamma_initializer\": {\"class_name\": \"Zebra\", \"config\": {}}");
        assertTrue(
                wrongClass.startsWith("config.gamma_initializer: expected one of Zeros, Ones, Constant, "), wrongClass);
        assertTrue(wrongClass.endsWith("found Zebra"), wrongClass);
        String wrongKey = refusal("\"no_such_key\": 1");
        assertTrue(wrongKey.startsWith("config: expected the keys of BatchNormalization in KERAS_3, axis, "), wrongKey);
        assertTrue(wrongKey.endsWith("; found no_such_key"), wrongKey);
    }

    @Test
    void classesOfOthersAreNotTakenForThoseOfKeras() {
        String document = "{\"module\": \"mine\", \"class_name\": \"BatchNormalization\", \"config\": {},"
                + " \"registered_name\": \"mine>BatchNormalization\"}";
        assertFalse(LayerDocuments.isLayer(Json.read(document)));
        assertEquals(
                "expected a class of Keras, found BatchNormalization of \"mine\", registered as"
                        + " \"mine>BatchNormalization\"",
                assertThrows(
                                ConfigException.class,
                                () -> LayerDocuments.read(Json.read(document), ConfigDialect.KERAS_3))
                        .getMessage());
    }

    @Test
    void modulesOfKerasAreKept() {
        LayerSpecification specification = LayerSpecification.of("BatchNormalization", "Norm", "norm")
                .shape(-1, 8)
                .dtypes(DType.FLOAT32)
                .build();
        LayerConfig config = specification.config(DType.FLOAT32);
        String document = Json.write(LayerDocuments.write(config, ConfigFormat.KERAS_3))
                .replace("\"keras.layers\"", "\"keras.src.layers.normalization\"");
        LayerConfig read = LayerDocuments.read(Json.read(document), ConfigDialect.KERAS_3);
        assertEquals(document, Json.write(LayerDocuments.write(read, ConfigFormat.KERAS_3)));
    }

    @Test
    void ourOwnDocumentsHaveNumbersOfRowsOnly() {
        String document =
                "{\"normwright\": 1, \"layer\": \"BatchNormalization\", \"attributes\": {\"virtualBatchSize\": null}}";
        assertEquals(
                "attributes.virtualBatchSize: expected a whole number of at least 0, found null",
                assertThrows(
                                ConfigException.class,
                                () -> LayerDocuments.read(Json.read(document), ConfigDialect.NORMWRIGHT))
                        .getMessage());
    }

    /** A user may say a list; a layer that has not been built writes it as it was said. */
    @ParameterizedTest
    @ValueSource(strings = {"[-1]", "[1]", "[1, -1]", "-1", "2"})
    void axesOfUnbuiltLayersWithVirtualBatchesAreKept(String axis) {
        LayerSpecification specification = LayerSpecification.of("BatchNormalization", "Norm", "norm")
                .shape(-1, 8, 8)
                .dtypes(DType.FLOAT32)
                .with("virtualBatchSize", 2)
                .build();
        LayerConfig config = specification.config(DType.FLOAT32).unbuilt();
        String document = Json.write(LayerDocuments.write(config, ConfigFormat.TF_KERAS))
                .replace("\"axis\": -1,", "\"axis\": " + axis + ",");
        ConfigFormat format = ConfigFormats.of(Json.read(document));
        LayerConfig read = LayerDocuments.read(Json.read(document), format.dialect());
        assertEquals(document, Json.write(LayerDocuments.write(read, format)));
    }

    @Test
    void axesThatTheShapeDoesNotHaveAreRefused() {
        String document = "{\"normwright\": 1, \"layer\": \"BatchNormalization\", \"shape\": [2, 5, 3],"
                + " \"attributes\": {\"axis\": [1, 9]}}";
        assertEquals(
                "axis 9 is out of range: the layer was built for input of rank 3",
                assertThrows(
                                ConfigException.class,
                                () -> LayerDocuments.read(Json.read(document), ConfigDialect.NORMWRIGHT))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"9, 0.01", "14, 0.009999999776482582", "15, 0.01"})
    void factorsHaveTheDigitsOfTheVersion(int version, String factor) {
        LayerSpecification specification = LayerSpecification.of("BatchNormalization", "Norm", "norm")
                .shape(-1, 8)
                .dtypes(DType.FLOAT32)
                .with("gammaRegularizer.kind", "L2")
                .build();
        String document =
                Json.write(LayerDocuments.write(specification.config(DType.FLOAT32), ConfigFormat.keras3(version)));
        assertTrue(document.contains("\"config\": {\"l2\": " + factor + "}"), document);
    }

    private static String refusal(String member) {
        String document =
                "{\"module\": \"keras.layers\", \"class_name\": \"BatchNormalization\", \"config\": {\"name\": \"a\", "
                        + member + "}, \"registered_name\": null}";
        return assertThrows(
                        ConfigException.class, () -> LayerDocuments.read(Json.read(document), ConfigDialect.KERAS_3))
                .getMessage();
    }
}
