package io.github.normwright.examples.benchmarks.workload;

/**
 * A shape of a set.
 *
 * @param shape the shape
 * @param times how many layers of the network have it: its weight in geometric means
 */
public record CountedShape(LayerShape shape, int times) {}
