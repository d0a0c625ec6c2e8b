package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.OptionalDouble;

/**
 * A workload measured in one direction: medians over the processes.
 *
 * @param direction the direction
 * @param ourTime the time of our call in nanoseconds
 * @param peerTime that of the peer; nothing if it cannot run this
 * @param ratio the peer's time divided by ours
 * @param readTime the time to read as many bytes as x has
 * @param copyTime the time to copy them
 * @param ourBytes the bytes that our call allocates on the Java heap
 * @param peerBytes those of the peer
 * @param vectorBits the width of our vectors in bits, 0 for a scalar kernel
 */
public record Measurement(
        Direction direction,
        double ourTime,
        OptionalDouble peerTime,
        OptionalDouble ratio,
        double readTime,
        double copyTime,
        double ourBytes,
        OptionalDouble peerBytes,
        int vectorBits) {}
