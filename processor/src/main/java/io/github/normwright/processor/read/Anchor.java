package io.github.normwright.processor.read;

import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in the source, for messages.
 *
 * @param element the annotated element
 * @param annotation the annotation on it
 * @param repetition the number of the annotation, from 0, if it stands on the element more than once
 * @param attribute the attribute in the annotation, if the place is its value or a part of it
 * @param index the number of the part, from 0, if the place is one element of an array
 * @param value the value in the annotation, if the place is one
 */
public record Anchor(
        Element element,
        AnnotationMirror annotation,
        OptionalInt repetition,
        Optional<String> attribute,
        OptionalInt index,
        Optional<AnnotationValue> value) {

    /** The place of an annotation. */
    static Anchor of(Element element, AnnotationMirror annotation, OptionalInt repetition) {
        return new Anchor(element, annotation, repetition, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** The place of an attribute's value in the annotation of this place. */
    Anchor at(String newAttribute, AnnotationValue newValue) {
        return new Anchor(
                element, annotation, repetition, Optional.of(newAttribute), OptionalInt.empty(), Optional.of(newValue));
    }

    /** The place of an element in the array of this place. */
    Anchor at(int newIndex, AnnotationValue newValue) {
        return new Anchor(element, annotation, repetition, attribute, OptionalInt.of(newIndex), Optional.of(newValue));
    }
}
