/**
 * Replays recordings of real systems. A case becomes an annotated source, which is compiled with the processor in
 * memory; the generated layer then plays the steps of the case, so that every case tests generated code.
 *
 * <p>{@link io.github.normwright.examples.conformance.Main} takes folders of case files and prints how many passed.
 */
package io.github.normwright.examples.conformance;
