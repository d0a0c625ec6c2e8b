/**
 * What a layer costs before it is warm: the time to a first result, the size of its classes, the time to compile it. Takes a workload,
 * gives a row of a table.
 */
package io.github.normwright.examples.benchmarks.startup;
