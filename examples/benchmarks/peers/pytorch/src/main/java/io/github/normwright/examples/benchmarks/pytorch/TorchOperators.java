package io.github.normwright.examples.benchmarks.pytorch;

import io.github.normwright.examples.benchmarks.workload.LayerShape;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.List;

/**
 * The operators that stand under PyTorch's layers of one kind. The tensors that a script takes are named as {@link PyTorchPeer}
 * names them; the first result is y or dx, the others of training are what the gradient needs.
 *
 * @param training normalizes by the input's own statistics
 * @param inference normalizes as a trained network does
 * @param backward gives the gradients of x, gamma and, if there is one, beta
 */
record TorchOperators(TorchScript training, TorchScript inference, TorchScript backward) {

    private static final List<String> STATISTICS = List.of("mean", "inverse_stddev");
    private static final List<String> FORWARD = List.of("y", "mean", "inverse_stddev");
    private static final List<String> GRADIENTS = List.of("dx", "gamma_gradient", "beta_gradient");

    /** The operators for a workload. */
    static TorchOperators of(Workload workload) {
        return switch (workload.normalization()) {
            case BATCH -> batch();
            case LAYER -> layer(workload.shape().channels());
            case RMS -> rms(workload.shape().channels());
            case GROUP -> group(workload.shape());
        };
    }

    /** Forward calls get their outputs; the gradient allocates its own. Training updates the moving statistics. */
    private static TorchOperators batch() {
        return new TorchOperators(
                batchForward("True", STATISTICS),
                // Gives statistics, too, which must not replace those that the gradient needs.
                batchForward("False", List.of("unused_mean", "unused_inverse_stddev")),
                new TorchScript(
                        List.of("dy", "x", "gamma", "moving_mean", "moving_variance", "mean", "inverse_stddev"),
                        GRADIENTS,
                        assign(
                                GRADIENTS,
                                "native_batch_norm_backward(dy, x, gamma, moving_mean, moving_variance, mean, inverse_stddev,"
                                        + " True, " + Tensors.EPSILON + ", [True, True, True])")));
    }

    private static TorchScript batchForward(String isTraining, List<String> statistics) {
        List<String> results = List.of("y", statistics.get(0), statistics.get(1));
        String call =
                "native_batch_norm(x, gamma, beta, moving_mean, moving_variance, %s, %s, %s, out=y, save_mean=%s, save_invstd=%s)"
                        .formatted(
                                isTraining,
                                1 - Tensors.MOMENTUM,
                                Tensors.EPSILON,
                                statistics.get(0),
                                statistics.get(1));
        return new TorchScript(
                List.of(
                        "x",
                        "gamma",
                        "beta",
                        "moving_mean",
                        "moving_variance",
                        "y",
                        statistics.get(0),
                        statistics.get(1)),
                results,
                assign(results, call));
    }

    private static TorchOperators layer(int channels) {
        return ofOwnStatistics(
                "native_layer_norm(x, [%d], gamma, beta, %s)".formatted(channels, Tensors.EPSILON),
                "native_layer_norm_backward(dy, x, [%d], mean, inverse_stddev, gamma, beta, [True, True, True])"
                        .formatted(channels));
    }

    private static TorchOperators group(LayerShape shape) {
        String sizes = "%d, %d, %d, %d".formatted(shape.batch(), shape.channels(), shape.pixels(), Workload.GROUPS);
        return ofOwnStatistics(
                "native_group_norm(x, gamma, beta, %s, %s)".formatted(sizes, Tensors.EPSILON),
                "native_group_norm_backward(dy, x, mean, inverse_stddev, gamma, %s, [True, True, True])"
                        .formatted(sizes));
    }

    /** Inference is as training. Calls allocate their outputs: given some, PyTorch copies into them. */
    private static TorchOperators ofOwnStatistics(String forward, String backward) {
        TorchScript training = new TorchScript(List.of("x", "gamma", "beta"), FORWARD, assign(FORWARD, forward));
        return new TorchOperators(
                training,
                training,
                new TorchScript(
                        List.of("dy", "x", "gamma", "beta", "mean", "inverse_stddev"),
                        GRADIENTS,
                        assign(GRADIENTS, backward)));
    }

    /**
     * {@code rms_norm} of this version is made of simple operators, and so is what autograd differentiates: training runs them and
     * keeps what autograd keeps, backward runs the derivative as one would write it.
     */
    private static TorchOperators rms(int channels) {
        return new TorchOperators(
                new TorchScript(List.of("x", "gamma"), List.of("y", "inverse_rms", "normalized"), """
                        inverse_rms = torch.rsqrt(torch.add(torch.mean(torch.mul(x, x), [-1], True), %s))
                        normalized = torch.mul(x, inverse_rms)
                        y = torch.mul(normalized, gamma)
                        """.formatted(
                                Tensors.EPSILON)),
                new TorchScript(
                        List.of("x", "gamma"),
                        List.of("y"),
                        "y = torch.rms_norm(x, [%d], gamma, %s)".formatted(channels, Tensors.EPSILON)),
                new TorchScript(
                        List.of("dy", "gamma", "inverse_rms", "normalized"), List.of("dx", "gamma_gradient"), """
                        gamma_gradient = torch.sum(torch.mul(dy, normalized), [0])
                        scaled = torch.mul(dy, gamma)
                        share = torch.mean(torch.mul(scaled, normalized), [-1], True)
                        dx = torch.mul(torch.sub(scaled, torch.mul(normalized, share)), inverse_rms)
                        """));
    }

    private static String assign(List<String> results, String call) {
        return String.join(", ", results) + ", = torch." + call;
    }
}
