/** TensorFlow as a peer, with graphs of one operation. */
package io.github.normwright.examples.benchmarks.tensorflow;
