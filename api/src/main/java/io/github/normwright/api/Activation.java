package io.github.normwright.api;

/**
 * The functions that a layer may apply to what it has normalized, element by element; z is the value before. They are those
 * of {@code keras.activations} in Keras 3 and of {@code torch.nn} with their defaults; where the two differ, the {@link
 * Profile} decides. At a kink the derivative is the one of these systems, which is given where it is not obvious.
 *
 * <p>NaN gives NaN, and infinities give the limit. Results are the same on every machine, bit for bit.
 */
public enum Activation {
    /** z itself. */
    NONE,
    /** {@code max(z, 0)}; its derivative at 0 is 0. */
    RELU,
    /** {@code min(max(z, 0), 6)}; its derivative at 0 and at 6 is 0. */
    RELU6,
    /**
     * z where it is positive, else {@link BatchNormalization#negativeSlope() negativeSlope} times z; its derivative at 0 is
     * the slope.
     */
    LEAKY_RELU,
    /** z where it is positive, else {@link BatchNormalization#eluAlpha() eluAlpha} times {@code exp(z) - 1}. */
    ELU,
    /**
     * 1.0507 times {@link #ELU} with an alpha of 1.67326 (Klambauer et al., "Self-Normalizing Neural Networks", 2017, with
     * all digits).
     */
    SELU,
    /** {@code 1 / (1 + exp(-z))}. */
    SIGMOID,
    /**
     * {@code z / 6 + 1/2}, cut off at 0 and 1; its derivative there is 0. In the profiles of TensorFlow and ONNX {@code z / 5 +
     * 1/2}, as in Keras 2.
     */
    HARD_SIGMOID,
    /** The hyperbolic tangent. */
    TANH,
    /** {@code log(1 + exp(z))}. PyTorch takes z itself from 20 on, which is the same in float32. */
    SOFTPLUS,
    /** {@code z * sigmoid(z)}, also called swish. */
    SILU,
    /** {@code z * min(max(z + 3, 0), 6) / 6}; its derivative at -3 is 0 and at 3 is 1. */
    HARD_SWISH,
    /** {@code z} times the probability that a standard normal variable is at most z. */
    GELU,
    /**
     * {@link #GELU} with {@code (1 + tanh(sqrt(2 / pi) * (z + 0.044715 z^3))) / 2} for the probability: {@code
     * approximate=True} in Keras, {@code 'tanh'} in PyTorch.
     */
    GELU_TANH,
    /** {@code z * tanh(softplus(z))}. */
    MISH
}
