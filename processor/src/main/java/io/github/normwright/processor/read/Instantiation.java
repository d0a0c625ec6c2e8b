package io.github.normwright.processor.read;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Whether generated code can make an object of a class that a user names. */
final class Instantiation {

    private Instantiation() {}

    /**
     * Whether a class has a constructor without parameters that can be called.
     *
     * @param type the class
     * @param annotated the annotated type, in whose package the call stands
     */
    static boolean isPossible(TypeElement type, Element annotated) {
        boolean isSamePackage = packageOf(type).equals(packageOf(annotated));
        List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
        return type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && isVisible(type, isSamePackage)
                && constructors.stream()
                        .anyMatch(constructor ->
                                constructor.getParameters().isEmpty() && isAccessible(constructor, isSamePackage));
    }

    /** Whether it and all types around it are accessible, and none is an inner class that needs an object around it. */
    private static boolean isVisible(TypeElement type, boolean isSamePackage) {
        boolean isNested = type.getEnclosingElement() instanceof TypeElement;
        return isAccessible(type, isSamePackage)
                && (!isNested
                        || type.getModifiers().contains(Modifier.STATIC)
                                && isVisibleOuter((TypeElement) type.getEnclosingElement(), isSamePackage));
    }

    private static boolean isVisibleOuter(TypeElement type, boolean isSamePackage) {
        return isAccessible(type, isSamePackage)
                && (!(type.getEnclosingElement() instanceof TypeElement outer) || isVisibleOuter(outer, isSamePackage));
    }

    private static boolean isAccessible(Element element, boolean isSamePackage) {
        return element.getModifiers().contains(Modifier.PUBLIC)
                || isSamePackage && !element.getModifiers().contains(Modifier.PRIVATE);
    }

    private static PackageElement packageOf(Element element) {
        Element current = element;
        while (!(current instanceof PackageElement)) {
            current = current.getEnclosingElement();
        }
        return (PackageElement) current;
    }
}
