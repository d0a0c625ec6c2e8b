package io.github.normwright.processor.read;

/**
 * A class as the value of an attribute.
 *
 * @param name the class's full name, as source code refers to it
 * @param isInstantiable whether code in the package of the annotated type can call a constructor without parameters
 */
public record RawType(String name, boolean isInstantiable) {
    @Override
    public String toString() {
        return name + ".class";
    }
}
