package io.github.normwright.kernels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes documents of random layers into a folder, for the systems themselves to read:
 *
 * <pre>
 * ./mvnw test -pl kernels -am -Dtest=DocumentsForSystemsTest -Ddocuments.folder=DIR -Dsurefire.failIfNoSpecifiedTests=false
 * python kernels/src/test/python/read_documents.py keras DIR/keras_3.15.json
 * </pre>
 */
@EnabledIfSystemProperty(named = "documents.folder", matches = ".+")
class DocumentsForSystemsTest {

    private static final int DOCUMENTS = 400;

    private static final Map<String, ConfigFormat> FORMATS = Map.of(
            "keras_3.15", ConfigFormat.KERAS_3,
            "keras_3.14", ConfigFormat.keras3(14),
            "keras_3.9", ConfigFormat.keras3(9),
            "keras_3.6", ConfigFormat.keras3(6),
            "keras_3.3", ConfigFormat.keras3(3),
            "tf_keras", ConfigFormat.TF_KERAS,
            "tf_keras_legacy", ConfigFormat.TF_KERAS_LEGACY);

    @Test
    void documentsAreWritten() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("documents.folder")));
        for (Map.Entry<String, ConfigFormat> format : FORMATS.entrySet()) {
            List<JsonValue> documents = documents(format.getValue());
            Files.writeString(folder.resolve(format.getKey() + ".json"), Json.write(new JsonArray(documents)));
            assertEquals(DOCUMENTS, documents.size());
        }
    }

    /** Of layers that the format can describe, without classes that only their users have. */
    private static List<JsonValue> documents(ConfigFormat format) {
        List<JsonValue> documents = new ArrayList<>();
        for (int seed = 0; documents.size() < DOCUMENTS; seed++) {
            LayerSpecification specification = RandomSpecification.draw(new Random(seed));
            try {
                JsonValue document = LayerDocuments.write(
                        specification.config(specification.dtypes().get(0)), format);
                if (!Json.write(document).contains("Mine")) {
                    documents.add(document);
                }
            } catch (ConfigException impossible) {
                // Another format can.
            }
        }
        return documents;
    }
}
