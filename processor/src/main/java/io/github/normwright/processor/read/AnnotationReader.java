package io.github.normwright.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/** Reads the layer annotations of a type, single and repeated ones. */
public final class AnnotationReader {

    private static final String VECTOR_CLASS = "jdk.incubator.vector.FloatVector";

    private final Elements elements;

    public AnnotationReader(Elements elements) {
        this.elements = elements;
    }

    /** The annotation that holds repetitions of another, if that one is repeatable. */
    public Optional<String> containerOf(String annotation) {
        TypeElement type = elements.getTypeElement(annotation);
        if (type == null) {
            return Optional.empty();
        }
        return type.getAnnotationMirrors().stream()
                .filter(mirror -> nameOf(mirror).equals("java.lang.annotation.Repeatable"))
                .flatMap(mirror -> mirror.getElementValues().values().stream())
                .map(value -> value.getValue().toString())
                .findFirst();
    }

    /**
     * Reads what stands on a type.
     *
     * @param type the annotated type
     * @param annotation the canonical name of the annotation to look for
     * @param container the canonical name of the annotation that holds repetitions, or an empty string
     */
    public List<RawSpec> read(TypeElement type, String annotation, String container) {
        List<RawSpec> specs = new ArrayList<>();
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            if (nameOf(mirror).equals(annotation)) {
                specs.add(read(type, annotation, mirror, OptionalInt.empty()));
            } else if (nameOf(mirror).equals(container)) {
                List<AnnotationMirror> repetitions = repetitions(mirror);
                for (int i = 0; i < repetitions.size(); i++) {
                    specs.add(read(type, annotation, repetitions.get(i), OptionalInt.of(i)));
                }
            }
        }
        return specs;
    }

    /** Where an annotation stands on an element that need not be a type. */
    public List<Anchor> places(Element element, TypeElement annotation) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror ->
                        nameOf(mirror).equals(annotation.getQualifiedName().toString()))
                .map(mirror -> Anchor.of(element, mirror, OptionalInt.empty()))
                .toList();
    }

    private static List<AnnotationMirror> repetitions(AnnotationMirror container) {
        List<AnnotationMirror> repetitions = new ArrayList<>();
        for (AnnotationValue value : container.getElementValues().values()) {
            if (value.getValue() instanceof List<?> list) {
                for (Object element : list) {
                    if (((AnnotationValue) element).getValue() instanceof AnnotationMirror mirror) {
                        repetitions.add(mirror);
                    }
                }
            }
        }
        return repetitions;
    }

    private RawSpec read(TypeElement type, String annotation, AnnotationMirror mirror, OptionalInt repetition) {
        Anchor anchor = Anchor.of(type, mirror, repetition);
        Map<String, RawValue> attributes = new LinkedHashMap<>();
        boolean isComplete = read(mirror, "", anchor, attributes);
        return new RawSpec(annotation, target(type), attributes, repetition.isPresent(), !isComplete, anchor);
    }

    /**
     * Reads the attributes of an annotation, and behind a value that is an annotation what is written in that. Its defaults
     * are left out: javac does not always know them yet.
     */
    private static boolean read(
            AnnotationMirror mirror, String prefix, Anchor anchor, Map<String, RawValue> attributes) {
        Map<String, AnnotationValue> explicit = new LinkedHashMap<>();
        mirror.getElementValues()
                .forEach((method, value) -> explicit.put(method.getSimpleName().toString(), value));
        boolean isComplete = true;
        TypeElement annotationType = (TypeElement) mirror.getAnnotationType().asElement();
        for (ExecutableElement method : ElementFilter.methodsIn(annotationType.getEnclosedElements())) {
            String name = prefix + method.getSimpleName();
            AnnotationValue written = explicit.get(method.getSimpleName().toString());
            if (written == null && !prefix.isEmpty()) {
                continue;
            }
            AnnotationValue value = written != null ? written : method.getDefaultValue();
            Anchor place = written != null ? anchor.at(name, value) : anchor;
            Optional<RawValue> read = value == null
                    ? Optional.empty()
                    : value.accept(new ValueReader(method.getReturnType(), written != null), place);
            read.ifPresent(raw -> attributes.put(name, raw));
            isComplete &= read.isPresent();
            if (written != null && read.isPresent() && value.getValue() instanceof AnnotationMirror inner) {
                isComplete &= read(inner, name + ".", place, attributes);
            }
        }
        return isComplete;
    }

    private RawSpec.Target target(TypeElement type) {
        List<String> names = new ArrayList<>();
        boolean isPublic = true;
        boolean isPrivate = false;
        Element current = type;
        while (current instanceof TypeElement) {
            names.add(0, current.getSimpleName().toString());
            isPublic &= current.getModifiers().contains(Modifier.PUBLIC);
            isPrivate |= current.getModifiers().contains(Modifier.PRIVATE);
            current = current.getEnclosingElement();
        }
        String packageName = elements.getPackageOf(type).getQualifiedName().toString();
        boolean seesVectors = elements.getTypeElement(elements.getModuleOf(type), VECTOR_CLASS) != null;
        return new RawSpec.Target(packageName, names, isPublic, isPrivate, seesVectors);
    }

    private static String nameOf(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    /** Reads a value, or nothing where the compiler could not resolve it. */
    private static final class ValueReader extends SimpleAnnotationValueVisitor14<Optional<RawValue>, Anchor> {

        private final TypeMirror type;
        private final boolean isExplicit;

        ValueReader(TypeMirror type, boolean isExplicit) {
            this.type = type;
            this.isExplicit = isExplicit;
        }

        private Optional<RawValue> value(Object value, Anchor anchor) {
            return Optional.of(new RawValue(value, isExplicit, anchor));
        }

        @Override
        protected Optional<RawValue> defaultAction(Object value, Anchor anchor) {
            return value(value, anchor);
        }

        @Override
        public Optional<RawValue> visitString(String value, Anchor anchor) {
            // javac gives the string "<error>" for what it cannot resolve, whatever the attribute's type.
            boolean isString = type.toString().equals("java.lang.String");
            return isString ? value(value, anchor) : Optional.empty();
        }

        @Override
        public Optional<RawValue> visitEnumConstant(VariableElement constant, Anchor anchor) {
            boolean isResolved = constant.asType().getKind() != TypeKind.ERROR;
            return isResolved ? value(constant.getSimpleName().toString(), anchor) : Optional.empty();
        }

        /** What stands in the annotation is read on its own. */
        @Override
        public Optional<RawValue> visitAnnotation(AnnotationMirror mirror, Anchor anchor) {
            return value("@" + mirror.getAnnotationType().asElement().getSimpleName(), anchor);
        }

        @Override
        public Optional<RawValue> visitType(TypeMirror mirror, Anchor anchor) {
            boolean isClass = mirror instanceof DeclaredType type && type.asElement() instanceof TypeElement;
            if (mirror.getKind() == TypeKind.ERROR || !isClass) {
                return Optional.empty();
            }
            TypeElement type = (TypeElement) ((DeclaredType) mirror).asElement();
            String name = type.getQualifiedName().toString();
            return value(new RawType(name, Instantiation.isPossible(type, anchor.element())), anchor);
        }

        @Override
        public Optional<RawValue> visitArray(List<? extends AnnotationValue> array, Anchor anchor) {
            TypeMirror component = ((ArrayType) type).getComponentType();
            List<RawValue> values = new ArrayList<>();
            for (AnnotationValue element : array) {
                Anchor place = isExplicit ? anchor.at(values.size(), element) : anchor;
                Optional<RawValue> value = element.accept(new ValueReader(component, isExplicit), place);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            return value(List.copyOf(values), anchor);
        }
    }
}
