package io.github.normwright.kernels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonException;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Documents with mistakes in them are read or refused, and nothing else happens. For a long run,
 * {@code -Dtest=ConfigFuzzTest -Dconfig.fuzz=1000000}; {@code -Dconfig.fuzz.first} is the seed to begin with.
 */
class ConfigFuzzTest {

    private static final int DOCUMENTS = Integer.getInteger("config.fuzz", 5_000);
    private static final int FIRST = Integer.getInteger("config.fuzz.first", 0);

    private static final List<ConfigFormat> FORMATS = List.of(
            ConfigFormat.KERAS_3,
            ConfigFormat.keras3(3),
            ConfigFormat.TF_KERAS,
            ConfigFormat.TF_KERAS_LEGACY,
            ConfigFormat.TF_KERAS_1_15,
            ConfigFormat.TF_LAYERS,
            ConfigFormat.R,
            ConfigFormat.NORMWRIGHT);

    private int read;
    private int refused;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void mistakesAreRefused() {
        for (int seed = FIRST; seed < FIRST + DOCUMENTS; seed++) {
            Random random = new Random(seed);
            try {
                play(random);
            } catch (JsonException | ConfigException expected) {
                refused++;
            } catch (RuntimeException | StackOverflowError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        System.out.println(read + " documents read, " + refused + " refused");
        assertEquals(DOCUMENTS, read + refused);
        // Else the documents would be too broken to reach anything.
        assertTrue(read > DOCUMENTS / 20, "read: " + read);
        assertTrue(refused > DOCUMENTS / 4, "refused: " + refused);
    }

    private void play(Random random) {
        LayerSpecification specification = RandomSpecification.draw(random);
        ConfigFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
        RecordOfTests config =
                RecordOfTests.of(specification, specification.dtypes().get(0));
        JsonValue sound = LayerDocuments.write(config.values(), format);
        MutatedDocument mutations = new MutatedDocument(random);
        String text = random.nextBoolean() ? mutations.text(Json.write(sound)) : Json.write(mutations.tree(sound));

        JsonValue document = Json.read(text);
        ConfigFormat told = ConfigFormats.of(document);
        search(document);
        checkRead(document, random.nextInt(4) == 0 ? told.dialect() : format.dialect());
        RecordOfTests.serializer(specification, format).read(document);
        read++;
    }

    /** What was read can be shown, and written again if the format can say it. */
    private static void checkRead(JsonValue document, ConfigDialect dialect) {
        LayerConfig config = LayerDocuments.read(document, dialect);
        AnnotatedJava.of(config, dialect);
        LayerCatalog.of().find(document);
        for (ConfigFormat format : FORMATS) {
            try {
                JsonValue written = LayerDocuments.write(config, format);
                LayerConfig again = LayerDocuments.read(written, format.dialect());
                assertEquals(
                        Json.write(written),
                        Json.write(LayerDocuments.write(again, format)),
                        () -> "first " + Json.write(document));
            } catch (ConfigException unsayable) {
                assertTrue(unsayable.getMessage().length() > 10, unsayable.getMessage());
            }
        }
    }

    private static void search(JsonValue document) {
        try {
            LayerCatalog.of().search(document);
        } catch (ConfigException wrong) {
            assertTrue(wrong.getMessage().contains(": "), wrong.getMessage());
        }
    }
}
