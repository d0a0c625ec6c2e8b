package io.github.normwright.api;

/** Which of TensorFlow's two batch renormalizations a layer computes. */
public enum RenormAlgorithm {
    /** As the system of the profile does. */
    PROFILE,
    /**
     * TensorFlow 1.15, TensorFlow 2 and Keras 3: renorm statistics start like the moving statistics, and a moving standard
     * deviation gives the moving variance.
     */
    MOVING_STDDEV,
    /** TensorFlow 1.4: renorm statistics start at zero and carry a weight, and the moving statistics follow them. */
    WEIGHTED_AVERAGES
}
