/** PyTorch as a peer, through the Deep Java Library and modules of TorchScript. */
package io.github.normwright.examples.benchmarks.pytorch;
