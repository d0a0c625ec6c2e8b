package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.normwright.examples.kerasimport.AnnotationText;
import io.github.normwright.examples.kerasimport.ObjectText;

/** Writes the annotation of a layer with an initializer, regularizer or constraint that a Keras document describes. */
final class ObjectSource {

    private ObjectSource() {}

    /**
     * The source of an annotated interface.
     *
     * @param setting the setting that carries the object, such as {@code gamma_initializer}
     * @param document the object's document; null for none
     * @param channels how many channels the layer has
     */
    static String of(String setting, JsonNode document, int channels) {
        String object = document.isObject()
                ? ", " + AnnotationText.camelCase(setting) + " = " + ObjectText.of(setting, Case.plain(document))
                : "";
        return "import io.github.normwright.api.*;\n"
                + "@BatchNormalization(shape = {Shape.DYNAMIC, " + channels + "}" + object + ")\n"
                + "public interface " + AnnotatedSource.TYPE + " {}\n";
    }
}
