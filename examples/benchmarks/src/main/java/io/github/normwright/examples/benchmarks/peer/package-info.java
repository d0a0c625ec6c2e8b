/**
 * Who is measured: generated layers, and what they are compared with. A peer from another library stands in a module of its
 * own under {@code examples/benchmarks/peers} and is found by {@link java.util.ServiceLoader}, on a class path of its own.
 */
package io.github.normwright.examples.benchmarks.peer;
