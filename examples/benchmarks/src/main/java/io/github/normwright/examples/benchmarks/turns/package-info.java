/**
 * How calls are measured beside each other, whatever they compute: in processes of their own, in which they take turns within a
 * JMH benchmark. Takes a list of calls, gives medians. Knows neither layers nor libraries.
 */
package io.github.normwright.examples.benchmarks.turns;
