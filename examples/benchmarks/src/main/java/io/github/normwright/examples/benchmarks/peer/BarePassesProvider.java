package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Opens {@link BarePasses}.
 *
 * @param name what they are asked for by
 * @param version what is said about them
 * @param loops gives what is done for neighbouring elements of x and dy
 */
record BarePassesProvider(String name, String version, BiFunction<float[], float[], BareLoops> loops)
        implements PeerProvider {

    /** Loops that compute next to nothing. */
    static BarePassesProvider ofTraffic() {
        return new BarePassesProvider(
                "passes",
                "loops in Java that read and write as often as the layer, without its arithmetic",
                TrafficLoops::new);
    }

    /** Loops that compute as much for each element as batch normalization does. */
    static BarePassesProvider ofArithmetic() {
        return new BarePassesProvider(
                "arithmetic",
                "loops in Java that read, write and compute as much as the layer, with one number for all channels",
                ArithmeticLoops::new);
    }

    @Override
    public Set<String> names() {
        return Set.of(name);
    }

    @Override
    public boolean isJava() {
        return true;
    }

    @Override
    public boolean isComparable() {
        return false;
    }

    @Override
    public Set<Normalization> normalizations() {
        return EnumSet.allOf(Normalization.class);
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        if (workload.dtype() != DType.FLOAT32) {
            return Optional.of("the loops are written for float32");
        }
        return workload.shape().elements() < BareLoops.MOST_LANES
                ? Optional.of("the loops take at least " + BareLoops.MOST_LANES + " elements at once")
                : Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new BarePasses(workload, loops.apply((float[]) tensors.x(), (float[]) tensors.dy()));
    }
}
