package io.github.normwright.processor.spi;

/**
 * An attribute whose value is a class.
 *
 * @param name the class's full name, as source code refers to it
 * @param isInstantiable whether generated code can call its constructor without parameters
 */
public record TypeValue(String name, boolean isInstantiable) {}
