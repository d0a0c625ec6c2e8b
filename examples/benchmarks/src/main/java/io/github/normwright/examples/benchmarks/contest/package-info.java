/**
 * How it is measured: a process for each workload, in which our layer, the peer, and the memory take turns within a JMH
 * benchmark.
 */
package io.github.normwright.examples.benchmarks.contest;
