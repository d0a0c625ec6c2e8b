package io.github.normwright.api;

/** What the variables of a layer can hold whose input and output are 16 bits wide. */
public enum ParameterType {
    /**
     * As the system of the profile has it: float32 in tf-keras, in TensorFlow 1.15 and in ONNX, and the type of the input
     * in Keras 3, TensorFlow 1.4 and PyTorch.
     */
    PROFILE,
    /** Every float32. */
    FLOAT32,
    /**
     * Only what fits into the 16 bits of the input's type: every new value is rounded to it, and may become infinite. The
     * arrays are still {@code float[]}.
     */
    INPUT
}
