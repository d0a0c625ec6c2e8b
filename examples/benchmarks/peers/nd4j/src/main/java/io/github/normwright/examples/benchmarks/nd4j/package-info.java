/** ND4J, the arrays of Deeplearning4j, as a peer. */
package io.github.normwright.examples.benchmarks.nd4j;
