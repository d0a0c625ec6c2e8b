/** oneDNN as a peer, through its C and C++ interfaces as JavaCPP has them. */
package io.github.normwright.examples.benchmarks.onednn;
