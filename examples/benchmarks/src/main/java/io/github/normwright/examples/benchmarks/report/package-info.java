/** What is printed: rows, geometric means, and the same as JSON. */
package io.github.normwright.examples.benchmarks.report;
