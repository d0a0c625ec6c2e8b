/**
 * Files of tensors. Takes a file and gives named tensors, each read when it is asked for; and the other way round.
 *
 * <p>One class knows one format: {@link io.github.normwright.examples.modelfiles.format.SafetensorsFile}, {@link
 * io.github.normwright.examples.modelfiles.format.NpzFile}, {@link io.github.normwright.examples.modelfiles.format.Hdf5File}
 * and {@link io.github.normwright.examples.modelfiles.format.OnnxFile}. None of them knows what a layer is.
 *
 * <p>Readers are strict and bounded: nothing that a file declares is believed before it is compared with the file's size and
 * with the {@link io.github.normwright.examples.modelfiles.format.Limits}. What is wrong is a {@link
 * io.github.normwright.examples.modelfiles.format.ModelFileException} that says where, what was found and what is allowed.
 */
package io.github.normwright.examples.modelfiles.format;
