package io.github.normwright.kernels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigEnvelope;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.ConfigQuirk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of the layers that are no batch normalizations. */
class VariantDocumentsTest {

    private static final ConfigFormat BARE = ConfigFormat.KERAS_3.in(ConfigEnvelope.NONE);

    private static final String DTYPE =
            "\"dtype\": {\"module\": \"keras\", \"class_name\": \"DTypePolicy\", \"config\":"
                    + " {\"name\": \"float32\"}, \"registered_name\": null}, ";

    private static final String OBJECTS =
            ("\"beta_initializer\": {`module`: `keras.initializers`, `class_name`: `Zeros`,"
                            + " `config`: {}, `registered_name`: null}, `gamma_initializer`: {`module`: `keras.initializers`,"
                            + " `class_name`: `Ones`, `config`: {}, `registered_name`: null}, `beta_regularizer`: null,"
                            + " `gamma_regularizer`: null, `beta_constraint`: null, `gamma_constraint`: null}")
                    .replace('`', '"');

    private static SpecificationBuilder layer(String annotation) {
        return LayerSpecification.of(annotation, "Drawn", "drawn")
                .shape(-1, 4, 6)
                .dtypes(DType.FLOAT32);
    }

    private static String written(SpecificationBuilder builder, ConfigFormat format) {
        LayerSpecification specification = builder.build();
        return RecordOfTests.serializer(specification, format)
                .write(RecordOfTests.of(specification, specification.dtypes().get(0)));
    }

    private static String refusal(SpecificationBuilder builder, ConfigFormat format) {
        return assertThrows(ConfigException.class, () -> written(builder, format))
                .getMessage();
    }

    @Test
    void layerNormalizationsHaveTheKeysOfKeras() {
        String expected = "{\"name\": \"drawn\", \"trainable\": true, " + DTYPE
                + "\"axis\": [1, 2], \"epsilon\": 0.001, \"center\": true, \"scale\": true, \"rms_scaling\": false, "
                + OBJECTS;
        assertEquals(expected, written(layer("LayerNormalization").with("axis", 1, 2), BARE));
    }

    @Test
    void aLayerThatHasBeenBuiltHasAListOfAxesInKeras3() {
        assertTrue(written(layer("LayerNormalization").with("axis", 1), BARE).contains("\"axis\": [1], "));
        assertTrue(written(layer("RMSNormalization"), BARE).contains("\"axis\": [-1], "));
        assertTrue(written(layer("UnitNormalization"), BARE).contains("\"axis\": -1}"));
        assertTrue(written(layer("GroupNormalization").with("groups", 2), BARE).contains("\"axis\": -1, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "[-1]", "[1, 2]"})
    void axesOfALayerThatHasNotBeenBuiltStayAsTheyAre(String axis) {
        String document = "{\"class_name\": \"UnitNormalization\", \"config\": {\"name\": \"u\", \"trainable\": false, "
                + DTYPE + "\"axis\": " + axis + "}}";
        ConfigFormat format = ConfigFormats.of(Json.read(document));
        assertEquals(
                document,
                Json.write(
                        LayerDocuments.write(LayerDocuments.read(Json.read(document), ConfigDialect.KERAS_3), format)));
    }

    @Test
    void tensorFlowHasNoKeyForRmsScaling() {
        ConfigFormat format = ConfigFormat.TF_KERAS.in(ConfigEnvelope.NONE).with(ConfigQuirk.AXIS_LIST);
        String expected = "{\"name\": \"drawn\", \"trainable\": true, \"dtype\": \"float32\", \"axis\": [2],"
                + " \"epsilon\": 0.001, \"center\": true, \"scale\": true, " + OBJECTS;
        assertEquals(expected, written(layer("LayerNormalization").with("profile", "TF_KERAS"), format));
        assertEquals(
                "documents of tf-keras have no rmsScaling",
                refusal(layer("LayerNormalization").with("rmsScaling", true), format));
    }

    @Test
    void asManyGroupsAsChannelsAreANumberOnceTheLayerIsBuilt() {
        LayerSpecification specification =
                layer("GroupNormalization").with("groups", -1).build();
        LayerSerializer<RecordOfTests> serializer = RecordOfTests.serializer(specification, BARE);
        String document = serializer.write(RecordOfTests.of(specification, DType.FLOAT32));
        assertTrue(document.contains("\"groups\": 6, "), document);
        assertEquals(document, serializer.write(serializer.read(document)));
        String other = document.replace("\"groups\": 6, ", "\"groups\": 3, ");
        assertEquals(
                "the document is not of Drawn: groups is -1, and the annotation would have to say groups = 3",
                assertThrows(ConfigException.class, () -> serializer.read(other))
                        .getMessage());
    }

    @Test
    void theEpsilonOfPyTorchFollowsTheDtype() {
        SpecificationBuilder torch =
                layer("RMSNormalization").dtypes(DType.FLOAT64, DType.FLOAT32).with("profile", "TORCH");
        LayerSpecification specification = torch.build();
        LayerSerializer<RecordOfTests> serializer = RecordOfTests.serializer(specification, BARE);
        String wide = serializer.write(RecordOfTests.of(specification, DType.FLOAT64));
        String narrow = serializer.write(RecordOfTests.of(specification, DType.FLOAT32));
        assertTrue(wide.endsWith("\"epsilon\": 2.220446049250313e-16}"), wide);
        assertTrue(narrow.endsWith("\"epsilon\": 1.1920928955078125e-07}"), narrow);
        assertEquals(wide, serializer.write(serializer.read(wide)));
        assertThrows(ConfigException.class, () -> serializer.read(wide.replace("2.22", "2.33")));
        assertTrue(written(torch, ConfigFormat.NORMWRIGHT).contains("\"epsilon\": null, "));
    }

    @Test
    void whatHasNoKeyCanOnlyBeUsual() {
        assertEquals(
                "documents of Keras 3.15 have no scale = false",
                refusal(layer("RMSNormalization").with("scale", false), BARE));
        assertEquals(
                "documents of Keras 3.15 have no gammaInitializer",
                refusal(layer("RMSNormalization").with("gammaInitializer.kind", "ZEROS"), BARE));
        String usual = written(layer("RMSNormalization").with("gammaInitializer.kind", "ONES"), BARE);
        assertTrue(usual.endsWith("\"axis\": [-1], \"epsilon\": 1e-06}"), usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BatchNormalization",
                "LayerNormalization",
                "RMSNormalization",
                "GroupNormalization",
                "UnitNormalization",
                "InstanceNormalization"
            })
    void onlyOurOwnDocumentsKeepWhatFollowsTheNormalization(String annotation) {
        LayerSpecification specification = layer(annotation)
                .with("activation", "LEAKY_RELU")
                .with("negativeSlope", 0.25)
                .with("residual", true)
                .build();
        RecordOfTests config = RecordOfTests.of(specification, DType.FLOAT32);
        LayerSerializer<RecordOfTests> own = RecordOfTests.serializer(specification, ConfigFormat.NORMWRIGHT);
        String document = own.write(config);
        assertTrue(document.contains("\"activation\": \"LEAKY_RELU\", \"negativeSlope\": 0.25, "), document);
        assertTrue(document.contains("\"residual\": true"), document);
        assertEquals(config, own.read(document));
        String source = AnnotatedJava.of(own.read(document).values(), ConfigDialect.NORMWRIGHT);
        assertTrue(source.contains("activation = Activation.LEAKY_RELU,\n        negativeSlope = 0.25,"), source);
        assertFalse(source.contains("eluAlpha"), source);
        assertThrows(ConfigException.class, () -> own.read(document.replace("0.25", "0.5")));
        assertThrows(ConfigException.class, () -> own.read(document.replace("LEAKY_RELU", "SOMETHING")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BatchNormalization",
                "LayerNormalization",
                "RMSNormalization",
                "GroupNormalization",
                "UnitNormalization"
            })
    void aLayerOfKerasHasNothingAfterItsNormalization(String annotation) {
        SpecificationBuilder plain = layer(annotation).with("activation", "NONE");
        String document = written(plain, BARE.in(ConfigEnvelope.REGISTERED));
        LayerSpecification other = layer(annotation).with("activation", "RELU").build();
        LayerSerializer<RecordOfTests> serializer = RecordOfTests.serializer(other, ConfigFormat.KERAS_3);
        assertEquals(
                "the document is not of Drawn: activation is Activation.RELU, and the annotation would have to say"
                        + " activation = Activation.NONE",
                assertThrows(ConfigException.class, () -> serializer.read(document))
                        .getMessage());
        assertEquals(
                "documents of Keras 3.15 have no activation",
                refusal(layer(annotation).with("activation", "RELU"), ConfigFormat.KERAS_3));
        assertEquals(
                "documents of Keras 3.15 have no residual",
                refusal(layer(annotation).with("residual", true), ConfigFormat.KERAS_3));
    }

    @Test
    void unitNormalizationsHaveNoVariablesWhoseTypesCouldDiffer() {
        LayerSpecification specification =
                layer("UnitNormalization").dtypes(DType.FLOAT16).build();
        LayerSerializer<RecordOfTests> serializer = RecordOfTests.serializer(specification, BARE);
        String document = serializer.write(RecordOfTests.of(specification, DType.FLOAT16));
        String mixed = document.replace("\"float16\"", "\"mixed_float16\"");
        assertEquals(mixed, serializer.write(serializer.read(mixed)));
        String source = AnnotatedJava.of(
                LayerDocuments.read(
                        Json.read("{\"class_name\": \"UnitNormalization\", \"config\": " + mixed + "}"),
                        ConfigDialect.KERAS_3),
                ConfigDialect.KERAS_3);
        assertFalse(source.contains("parameterType"), source);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConfigDialect.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NORMWRIGHT"})
    void instanceNormalizationsHaveDocumentsOfOurOwnOnly(ConfigDialect dialect) {
        ConfigFormat format = new ConfigFormat(dialect, 0, ConfigEnvelope.NONE, java.util.Set.of());
        assertEquals(
                "there are no documents of @InstanceNormalization in " + dialect,
                refusal(layer("InstanceNormalization").with("axis", 1), format));
    }

    @Test
    void instanceNormalizationsAreOfPyTorchUnlessTheySayOtherwise() {
        LayerSpecification specification = layer("InstanceNormalization")
                .with("axis", 1)
                .with("trackRunningStats", true)
                .build();
        LayerSerializer<RecordOfTests> own = RecordOfTests.serializer(specification, ConfigFormat.NORMWRIGHT);
        RecordOfTests config = RecordOfTests.of(specification, DType.FLOAT32);
        String document = own.write(config);
        assertTrue(document.contains("\"profile\": \"TORCH\", \"epsilon\": 1e-05, "), document);
        assertTrue(document.contains("\"momentum\": 0.1, "), document);
        assertEquals(config, own.read(document));
        assertEquals(config, own.read(document.replace("\"profile\": \"TORCH\", ", "")));
        assertEquals("""
                import static io.github.normwright.api.Shape.DYNAMIC;

                import io.github.normwright.api.*;

                @InstanceNormalization(
                        shape = {DYNAMIC, 4, 6},
                        name = "drawn",
                        axis = 1,
                        trackRunningStats = true)
                public interface DrawnLayer {}
                """, AnnotatedJava.of(own.read(document).values(), ConfigDialect.NORMWRIGHT));
    }

    @Test
    void documentsOfAModelAreFoundByTheirClasses() {
        for (String name :
                List.of("LayerNormalization", "RMSNormalization", "GroupNormalization", "UnitNormalization")) {
            String document = written(layer(name).with("axis", -1), ConfigFormat.KERAS_3);
            assertTrue(LayerDocuments.isLayer(Json.read(document)), document);
            assertEquals(
                    name,
                    LayerDocuments.read(Json.read(document), ConfigDialect.KERAS_3)
                            .layer());
        }
        assertFalse(LayerDocuments.isLayer(Json.read("{\"class_name\": \"InstanceNormalization\", \"config\": {}}")));
    }
}
