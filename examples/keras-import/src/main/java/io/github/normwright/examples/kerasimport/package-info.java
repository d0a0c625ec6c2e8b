/**
 * Makes Java of the normalization layers of a trained model. Takes a model file; gives an annotated source for each layer, the
 * layers that the processor generates from them with the model's variables in them, and how far their outputs are from those
 * that were recorded.
 *
 * <p>{@link io.github.normwright.examples.kerasimport.Main} is the command; {@link
 * io.github.normwright.examples.kerasimport.ModelImport} does the work.
 */
package io.github.normwright.examples.kerasimport;
