package io.github.normwright.examples.benchmarks.startup;

import io.github.normwright.examples.benchmarks.workload.LayerShape;
import java.util.OptionalDouble;

/**
 * A line of the table of starts.
 *
 * @param shape the shape
 * @param emptyTime from the start of a JVM to the first line of a program that computes nothing, in nanoseconds
 * @param ourTime to the first result of our layer
 * @param peerTime to that of the peer; nothing without a peer
 * @param compilation what the compiler made
 */
public record StartupRow(
        LayerShape shape, double emptyTime, double ourTime, OptionalDouble peerTime, CompilationCost compilation) {}
