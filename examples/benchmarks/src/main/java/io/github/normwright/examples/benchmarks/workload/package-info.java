/** What is measured: shapes and sets of them, layouts, directions, the numbers that go in, and the memory traffic they cause. */
package io.github.normwright.examples.benchmarks.workload;
