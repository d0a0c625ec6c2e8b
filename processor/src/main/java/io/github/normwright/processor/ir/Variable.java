package io.github.normwright.processor.ir;

/**
 * A variable of a layer.
 *
 * @param name its name in the formulas
 * @param axes the axes along which it varies; none for a single number
 * @param isParameter whether it is learned, so that it gets a gradient
 * @param isTrainable whether it is a parameter that training is meant to change
 * @param initialValue what every element starts with
 */
public record Variable(String name, Axes axes, boolean isParameter, boolean isTrainable, double initialValue) {}
