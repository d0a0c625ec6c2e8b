package io.github.normwright.kernels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.ConfigQuirk;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an annotation says and a format can describe, is the same after it was written and read. */
class ConfigPropertiesTest {

    @Provide
    Arbitrary<ConfigFormat> formats() {
        List<ConfigFormat> formats = new ArrayList<>(
                List.of(ConfigFormat.NORMWRIGHT, ConfigFormat.R, ConfigFormat.TF_LAYERS, ConfigFormat.TF_KERAS));
        for (int version : new int[] {0, 4, 6, 7, 14, 15}) {
            formats.add(ConfigFormat.keras3(version));
        }
        for (ConfigFormat tensorFlow :
                List.of(ConfigFormat.TF_KERAS, ConfigFormat.TF_KERAS_LEGACY, ConfigFormat.TF_KERAS_1_15)) {
            formats.add(tensorFlow);
            formats.add(tensorFlow.with(ConfigQuirk.AXIS_LIST).with(ConfigQuirk.KEYS_LEFT_OUT));
            formats.add(tensorFlow.with(ConfigQuirk.AXIS_LIST).with(ConfigQuirk.SHIFTED_AXIS));
        }
        return Arbitraries.of(formats);
    }

    @Property
    void isTheSameAfterwards(@ForAll long seed, @ForAll("formats") ConfigFormat format) {
        LayerSpecification specification = RandomSpecification.draw(new Random(seed));
        for (DType dtype : specification.dtypes()) {
            RecordOfTests config = RecordOfTests.of(specification, dtype);
            LayerSerializer<RecordOfTests> serializer = RecordOfTests.serializer(specification, format);
            String written;
            try {
                written = serializer.write(config);
            } catch (ConfigException impossible) {
                assertTrue(isImpossible(config.values(), format), impossible.getMessage());
                continue;
            }

            RecordOfTests read = serializer.read(written);

            assertEquals(List.of(), specification.differences(read.values()));
            assertEquals(config.name(), read.name());
            if (format.dialect() != ConfigDialect.TF_LAYERS) {
                assertEquals(dtype, read.dtype());
            }
            assertEquals(written, serializer.write(read));
            if (format.equals(ConfigFormat.NORMWRIGHT)) {
                assertEquals(config, read);
            }
        }
    }

    /** A document tells its format: what it wrote is written again. */
    @Property
    void theFormatIsFound(@ForAll long seed, @ForAll("formats") ConfigFormat format) {
        LayerSpecification specification = RandomSpecification.draw(new Random(seed));
        RecordOfTests config =
                RecordOfTests.of(specification, specification.dtypes().get(0));
        LayerSerializer<RecordOfTests> serializer = RecordOfTests.serializer(specification, format);
        String written;
        try {
            written = serializer.write(config);
        } catch (ConfigException impossible) {
            return;
        }

        ConfigFormat found = ConfigFormats.of(Json.read(written));

        // R's arguments look like those of Keras 3, but for their axis.
        if (format.dialect() != ConfigDialect.R && isTold(config.values(), format)) {
            assertEquals(format.dialect(), found.dialect(), written);
            assertEquals(written, RecordOfTests.serializer(specification, found).write(serializer.read(written)));
        }
    }

    /** tf-keras reads a key that only Keras 3 writes; our documents of such layers could be of Keras 3.0. */
    private static boolean isTold(LayerConfig config, ConfigFormat format) {
        return format.dialect() != ConfigDialect.TF_KERAS || !config.flag("synchronizedStatistics");
    }

    /** What no format but our own, or one of some, can say. */
    private static boolean isImpossible(LayerConfig config, ConfigFormat format) {
        boolean isTensorFlow = format.dialect().isTensorFlow();
        boolean hasAxes = config.axis().size() > 1 && !isTensorFlow;
        boolean hasVirtualBatches = config.number("virtualBatchSize").orElse(0.0) > 0 && !isTensorFlow;
        boolean hasRenorm = config.flag("renorm") && format.dialect() == ConfigDialect.KERAS_3 && format.version() < 14;
        boolean isSynchronized = config.flag("synchronizedStatistics")
                && (format.dialect() == ConfigDialect.TF_KERAS_1_15 || format.dialect() == ConfigDialect.TF_LAYERS);
        boolean isNarrow = isTensorFlow
                && config.policy().orElseThrow().parameterType() == io.github.normwright.api.ParameterType.INPUT;
        return hasAxes || hasVirtualBatches || hasRenorm || isSynchronized || isNarrow;
    }
}
