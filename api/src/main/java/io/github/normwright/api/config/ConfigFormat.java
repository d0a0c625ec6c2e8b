package io.github.normwright.api.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * How a layer's configuration is written: a system's dialect, and what varies within it. Documents that are read tell it of
 * themselves ({@code ConfigFormats.of} in the kernels), and written in the same format they come out as they were.
 *
 * @param dialect the system
 * @param version for Keras 3, the 15 of 3.15: versions differ in their keys and in the names of some classes; otherwise 0
 * @param envelope what stands around the configuration
 * @param quirks what is written as the system does it, although it is not what the user had said
 */
public record ConfigFormat(ConfigDialect dialect, int version, ConfigEnvelope envelope, Set<ConfigQuirk> quirks) {

    /** The newest version of Keras 3 that is known. */
    private static final int NEWEST_KERAS_3 = 15;

    /** Keras 3.15. */
    public static final ConfigFormat KERAS_3 = keras3(NEWEST_KERAS_3);

    /** tf-keras, and TensorFlow since 2.13. */
    public static final ConfigFormat TF_KERAS = of(ConfigDialect.TF_KERAS, ConfigEnvelope.REGISTERED);

    /** TensorFlow 2 before 2.13. */
    public static final ConfigFormat TF_KERAS_LEGACY = of(ConfigDialect.TF_KERAS_LEGACY, ConfigEnvelope.PLAIN);

    /** TensorFlow 1.15. */
    public static final ConfigFormat TF_KERAS_1_15 = of(ConfigDialect.TF_KERAS_1_15, ConfigEnvelope.PLAIN);

    /** The arguments of {@code tf.layers.batch_normalization}. */
    public static final ConfigFormat TF_LAYERS = of(ConfigDialect.TF_LAYERS, ConfigEnvelope.NONE);

    /** The arguments of R's {@code layer_batch_normalization}. */
    public static final ConfigFormat R = of(ConfigDialect.R, ConfigEnvelope.NONE);

    /** Normwright's own, which keeps everything. */
    public static final ConfigFormat NORMWRIGHT = of(ConfigDialect.NORMWRIGHT, ConfigEnvelope.NONE);

    public ConfigFormat {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(envelope, "envelope");
        boolean isVersioned = dialect == ConfigDialect.KERAS_3;
        if (version < 0 || !isVersioned && version != 0) {
            throw new IllegalArgumentException("version must be "
                    + (isVersioned ? "at least 0, such as 15 for Keras 3.15" : "0 for " + dialect) + ", found "
                    + version);
        }
        EnumSet<ConfigQuirk> copy = EnumSet.noneOf(ConfigQuirk.class);
        copy.addAll(quirks);
        quirks = Collections.unmodifiableSet(copy);
    }

    private static ConfigFormat of(ConfigDialect dialect, ConfigEnvelope envelope) {
        return new ConfigFormat(dialect, 0, envelope, Set.of());
    }

    /**
     * A version of Keras 3.
     *
     * @param version the second number of the version, such as 6 for Keras 3.6
     * @return the format
     */
    public static ConfigFormat keras3(int version) {
        return new ConfigFormat(ConfigDialect.KERAS_3, version, ConfigEnvelope.REGISTERED, Set.of());
    }

    /**
     * This format with something else around the configuration.
     *
     * @param newEnvelope what
     * @return the format
     */
    public ConfigFormat in(ConfigEnvelope newEnvelope) {
        return new ConfigFormat(dialect, version, newEnvelope, quirks);
    }

    /**
     * This format with one more quirk.
     *
     * @param quirk what to write as the system does it
     * @return the format
     */
    public ConfigFormat with(ConfigQuirk quirk) {
        EnumSet<ConfigQuirk> more = EnumSet.of(quirk);
        more.addAll(quirks);
        return new ConfigFormat(dialect, version, envelope, more);
    }

    /**
     * Whether a quirk is written.
     *
     * @param quirk the quirk
     * @return true if it was asked for
     */
    public boolean has(ConfigQuirk quirk) {
        return quirks.contains(quirk);
    }

    /** For messages: the system, such as {@code Keras 3.15}. */
    @Override
    public String toString() {
        return switch (dialect) {
            case KERAS_3 -> "Keras 3." + version;
            case TF_KERAS -> "tf-keras";
            case TF_KERAS_LEGACY -> "TensorFlow 2 before 2.13";
            case TF_KERAS_1_15 -> "TensorFlow 1.15";
            case TF_LAYERS -> "tf.layers";
            case R -> "R";
            case NORMWRIGHT -> "Normwright";
        };
    }
}
