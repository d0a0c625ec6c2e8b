package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.Optional;
import java.util.Set;

/** Opens the layers of one library. */
public interface PeerProvider {

    /**
     * The names under which {@code --peer} knows this library's layers.
     *
     * @return at least one name
     */
    Set<String> names();

    /**
     * The library and its version, for reports. Loads no native code.
     *
     * @return a short text
     */
    String version();

    /**
     * Whether the layers are written in Java, and need as many calls as ours before they are compiled.
     *
     * @return true for Java
     */
    default boolean isJava() {
        return false;
    }

    /**
     * Whether the layers compute what ours do, so that outputs are compared before anything is timed.
     *
     * @return false for passes that compute nothing
     */
    default boolean isComparable() {
        return true;
    }

    /**
     * What the library's layers can compute.
     *
     * @param workload a workload that is not refused
     * @return a set of directions
     */
    Set<Direction> directions(Workload workload);

    /**
     * Why not all directions of a workload can be computed.
     *
     * @param workload a workload that is not refused
     * @return the reason, or nothing if all of them can
     */
    default Optional<String> omission(Workload workload) {
        return Optional.empty();
    }

    /**
     * The kinds of layers that the library has.
     *
     * @return batch normalization, if the provider does not say otherwise
     */
    default Set<Normalization> normalizations() {
        return Set.of(Normalization.BATCH);
    }

    /**
     * What the library's layers can do to the normalized values.
     *
     * @return nothing, if the provider does not say otherwise
     */
    default Set<Fusion> fusions() {
        return Set.of(Fusion.NONE);
    }

    /**
     * Why a workload cannot be run, whatever the reason. Loads no native code.
     *
     * @param name one of the names
     * @param workload the workload
     * @return the reason, or nothing if it can be run
     */
    default Optional<String> anyRefusal(String name, Workload workload) {
        if (!normalizations().contains(workload.normalization())) {
            return Optional.of(name + " runs no " + workload.normalization() + " normalization");
        }
        if (!fusions().contains(workload.fusion())) {
            return Optional.of(name + " runs no layer with --fuse " + workload.fusion());
        }
        return refusal(name, workload);
    }

    /**
     * Why a workload cannot be run, of a kind of layer that the library has. Loads no native code.
     *
     * @param name one of the names
     * @param workload the workload
     * @return the reason, or nothing if it can be run
     */
    Optional<String> refusal(String name, Workload workload);

    /**
     * The generated layer that a peer needs, beside the measured one.
     *
     * @param name one of the names
     * @param workload the workload
     * @return a layer to be compiled before the peer is opened, or nothing
     */
    default Optional<LayerSource> layer(String name, Workload workload) {
        return Optional.empty();
    }

    /**
     * Makes a layer ready.
     *
     * @param name one of the names
     * @param workload a workload that is not refused
     * @param tensors its numbers
     * @return the layer
     */
    Peer open(String name, Workload workload, Tensors tensors);
}
