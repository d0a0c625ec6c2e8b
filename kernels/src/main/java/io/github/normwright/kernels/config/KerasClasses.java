package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonObject;

/** Tells classes of Keras from those of its users, which may have the same names. */
final class KerasClasses {

    private KerasClasses() {}

    /**
     * Whether a class is Keras' own: it is not registered under a name, and if it has a module, then one of Keras.
     *
     * @param object a document with {@code class_name}
     */
    static boolean isOwn(JsonObject object) {
        boolean isRegistered = object.text("registered_name").isPresent()
                || object.text("class_name").filter(name -> name.contains(">")).isPresent();
        return !isRegistered
                && object.text("module").map(KerasClasses::isOfKeras).orElse(true);
    }

    private static boolean isOfKeras(String module) {
        return module.equals("keras")
                || module.startsWith("keras.")
                || module.startsWith("tf_keras.")
                || module.startsWith("tensorflow.");
    }
}
