/**
 * Measures which of the candidate schedules of a layer is fastest, on the machine at hand. {@link
 * io.github.normwright.examples.tuner.LayerSources} compiles the annotated sources once for each candidate, {@link
 * io.github.normwright.examples.tuner.Workload} calls a layer, {@link io.github.normwright.examples.tuner.Stopwatch} times
 * calls in turns, {@link io.github.normwright.examples.tuner.Tuner} puts them together, and {@link
 * io.github.normwright.examples.tuner.Main} is the command.
 */
package io.github.normwright.examples.tuner;
