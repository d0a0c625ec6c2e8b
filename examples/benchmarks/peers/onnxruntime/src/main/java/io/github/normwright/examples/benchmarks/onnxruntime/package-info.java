/** ONNX Runtime as a peer, with a model of one node. */
package io.github.normwright.examples.benchmarks.onnxruntime;
