/** Measures generated layers beside other libraries: the command line, and what each command does. */
package io.github.normwright.examples.benchmarks;
