/**
 * Trained models. Takes a model file and gives the normalization layers in it: where each stands, its settings, and its
 * variables, which go into generated layers and come back from them.
 *
 * <p>{@link io.github.normwright.examples.modelfiles.ModelFiles} opens files, {@link
 * io.github.normwright.examples.modelfiles.Model} is an open one, and {@link
 * io.github.normwright.examples.modelfiles.LayerVariables} loads and saves the variables of a layer. What is in the files is
 * known to the readers of each system: {@link io.github.normwright.examples.modelfiles.KerasModels}, {@link
 * io.github.normwright.examples.modelfiles.OnnxModels} and {@link
 * io.github.normwright.examples.modelfiles.NamedTensorModels}. They take their bytes from the package {@code format}.
 */
package io.github.normwright.examples.modelfiles;
