package io.github.normwright.api;

/**
 * The system whose behaviour a layer reproduces. A profile fixes at once what the systems disagree on; attributes of
 * the annotation override single points.
 *
 * <table>
 * <caption>What a profile decides</caption>
 * <tr><th>profile</th><th>momentum is</th><th>default momentum</th><th>default epsilon</th>
 *     <th>variance folded into the moving variance</th></tr>
 * <tr><td>{@link #KERAS_3}</td><td>the share of the old value that is kept</td><td>0.99</td><td>1e-3</td>
 *     <td>biased</td></tr>
 * <tr><td>{@link #TF_KERAS}</td><td>the share of the old value that is kept</td><td>0.99</td><td>1e-3</td>
 *     <td>unbiased where TensorFlow runs its fused kernel, else biased (see {@link Fused})</td></tr>
 * <tr><td>{@link #TF_KERAS_V1}, {@link #TF_LAYERS}, {@link #TF_LAYERS_1_4}</td>
 *     <td>the share of the old value that is kept</td><td>0.99</td><td>1e-3</td>
 *     <td>unbiased where TensorFlow runs its fused kernel, else biased (see {@link Fused})</td></tr>
 * <tr><td>{@link #TORCH}</td><td>the share of the new value</td><td>0.1</td><td>1e-5</td><td>unbiased</td></tr>
 * <tr><td>{@link #ONNX}</td><td>the share of the old value that is kept</td><td>0.9</td><td>1e-5</td>
 *     <td>biased</td></tr>
 * </table>
 */
public enum Profile {
    /** Keras 3 ({@code keras.layers.BatchNormalization}), and R's {@code layer_batch_normalization}. */
    KERAS_3(0.99, 1e-3, ParameterType.INPUT),
    /** TensorFlow 2's {@code tf.keras.layers.BatchNormalization} (the tf-keras package). */
    TF_KERAS(0.99, 1e-3, ParameterType.FLOAT32),
    /**
     * TensorFlow 1.15's {@code tf.keras.layers.BatchNormalization}: fuses silently where it can, raises small epsilons where
     * it is fused, and when frozen goes on normalizing by the batch. TensorFlow 2 still has the class as {@code
     * tf.compat.v1.keras.layers.BatchNormalization}, but fuses rank 5 too, and leaves epsilon alone
     * ({@code fusedEpsilonFloor = 0}).
     */
    TF_KERAS_V1(0.99, 1e-3, ParameterType.FLOAT32),
    /**
     * TensorFlow 1.15's {@code tf.layers.batch_normalization}: as {@link #TF_KERAS_V1}, and its updates wait until they
     * are run.
     */
    TF_LAYERS(0.99, 1e-3, ParameterType.FLOAT32),
    /**
     * TensorFlow 1.4's {@code tf.layers.batch_normalization}: as {@link #TF_LAYERS}, with the first form of batch
     * renormalization, one axis only, and without virtual batches and adjustment.
     */
    TF_LAYERS_1_4(0.99, 1e-3, ParameterType.INPUT),
    /** PyTorch's {@code BatchNorm1d}, {@code BatchNorm2d} and {@code BatchNorm3d}. */
    TORCH(0.1, 1e-5, ParameterType.INPUT),
    /** The ONNX operator {@code BatchNormalization} (opset 15). */
    ONNX(0.9, 1e-5, ParameterType.FLOAT32);

    private final double usualMomentum;
    private final double usualEpsilon;
    private final ParameterType usualParameterType;

    Profile(double usualMomentum, double usualEpsilon, ParameterType usualParameterType) {
        this.usualMomentum = usualMomentum;
        this.usualEpsilon = usualEpsilon;
        this.usualParameterType = usualParameterType;
    }

    /**
     * The system's default momentum.
     *
     * @return what {@code momentum} is where it is left out
     */
    public double usualMomentum() {
        return usualMomentum;
    }

    /**
     * The system's default epsilon.
     *
     * @return what {@code epsilon} is where it is left out
     */
    public double usualEpsilon() {
        return usualEpsilon;
    }

    /**
     * The system's default epsilon of RMS normalization.
     *
     * @param dtype the layer's input
     * @return what {@code epsilon} is where it is left out; in PyTorch the distance from 1 to the next larger number of the
     *     arithmetic, which is single for all but {@link DType#FLOAT64}
     */
    public double usualRmsEpsilon(DType dtype) {
        return switch (this) {
            case TORCH -> dtype == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1.0f);
            case ONNX -> 1e-5;
            default -> 1e-6;
        };
    }

    /**
     * The system's default slope of a leaky rectifier for negative operands.
     *
     * @return what {@code negativeSlope} is where it is left out
     */
    public double usualNegativeSlope() {
        return this == TORCH || this == ONNX ? 0.01 : 0.2;
    }

    /**
     * What the variables of the system's layers with 16-bit input can hold.
     *
     * @return float32 or the input's type
     */
    public ParameterType usualParameterType() {
        return usualParameterType;
    }
}
