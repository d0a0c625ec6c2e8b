package io.github.normwright.api.config;

import io.github.normwright.api.Profile;

/** The systems whose documents are known. */
public enum ConfigDialect {
    /** Keras 3: objects with a module and a registered name, and a policy for the dtype. */
    KERAS_3(Profile.KERAS_3),
    /** The tf-keras package, and TensorFlow since 2.13: objects as in Keras 3. */
    TF_KERAS(Profile.TF_KERAS),
    /** TensorFlow 2 before 2.13, and {@code use_legacy_format} of tf-keras: objects are a class name and a configuration. */
    TF_KERAS_LEGACY(Profile.TF_KERAS),
    /** TensorFlow 1.15, its {@code tf.layers} objects included: as the legacy format, initializers with a dtype. */
    TF_KERAS_1_15(Profile.TF_KERAS_V1),
    /** The arguments of the function {@code tf.layers.batch_normalization} of TensorFlow 1.15, by name. */
    TF_LAYERS(Profile.TF_LAYERS),
    /** The arguments of {@code layer_batch_normalization} of R's keras3, by name: axes count from 1. */
    R(Profile.KERAS_3),
    /** Normwright's own: the attributes of the annotation, the dtype and the shape. */
    NORMWRIGHT(Profile.KERAS_3);

    private final Profile profile;

    ConfigDialect(Profile profile) {
        this.profile = profile;
    }

    /**
     * The behaviour of the system that writes these documents.
     *
     * @return the profile; for {@link #NORMWRIGHT} the one that a document without any would have
     */
    public Profile profile() {
        return profile;
    }

    /**
     * Whether this is a version of TensorFlow.
     *
     * @return true for tf-keras, too
     */
    public boolean isTensorFlow() {
        return this == TF_KERAS || this == TF_KERAS_LEGACY || this == TF_KERAS_1_15 || this == TF_LAYERS;
    }
}
