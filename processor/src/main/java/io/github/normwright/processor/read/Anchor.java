package io.github.normwright.processor.read;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in the source, for messages.
 *
 * @param element the annotated element
 * @param annotation the annotation on it
 * @param value the value in the annotation, if the place is one
 */
public record Anchor(Element element, AnnotationMirror annotation, Optional<AnnotationValue> value) {

    /** The place of an annotation. */
    static Anchor of(Element element, AnnotationMirror annotation) {
        return new Anchor(element, annotation, Optional.empty());
    }

    /** The place of a value in the annotation of this place. */
    Anchor at(AnnotationValue newValue) {
        return new Anchor(element, annotation, Optional.of(newValue));
    }
}
