package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.peer.Agreement;
import io.github.normwright.examples.benchmarks.peer.GeneratedLayer;
import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.LayerVariant;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.peer.Peers;
import io.github.normwright.examples.benchmarks.turns.Contestant;
import io.github.normwright.examples.benchmarks.turns.Turns;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import io.github.normwright.kernels.Threads;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;

/** Our layer, a peer, and the memory. Before the first turn the outputs of the layers are compared. */
public class Contest extends Turns {

    /** The name of no peer. */
    public static final String NO_PEER = "none";

    /** What is measured, as {@link Workload#toString()} writes it. */
    @Param("")
    public String workload;

    /** The directions, separated by commas. */
    @Param("")
    public String directions;

    /** The peer's name. */
    @Param(NO_PEER)
    public String peer;

    /** The class path of the peer's module. */
    @Param("")
    public String peerClassPath;

    @Override
    protected List<Contestant> contestants() {
        Workload parsed = Workload.parse(workload);
        List<Direction> wanted =
                Stream.of(directions.split(",")).map(Direction::parse).toList();
        Tensors tensors = Tensors.of(parsed);
        GeneratedLayer<?, ?> ours =
                GeneratedLayer.open(new LayerSource(parsed, LayerVariant.STATIC), tensors, LayerCompiler.compiled());
        Optional<PeerProvider> provider =
                peer.equals(NO_PEER) ? Optional.empty() : Optional.of(Peers.find(peer, peerClassPath));
        Optional<Peer> other = provider.map(found -> found.open(peer, parsed, tensors));
        Set<Direction> otherDirections =
                provider.map(found -> found.directions(parsed)).orElse(Set.of());
        boolean isOtherJava = provider.map(PeerProvider::isJava).orElse(false);
        boolean isComparable = provider.map(PeerProvider::isComparable).orElse(false);
        compare(new Agreement(parsed), ours, other, isComparable ? otherDirections : Set.of());
        Memory memory = new Memory(
                parsed.bytes(), parsed.threads() == 1 ? Threads.callingThread() : Threads.of(parsed.threads()));
        return Lineup.of(wanted, otherDirections).turns().stream()
                .map(turn -> switch (turn.side()) {
                    case OURS -> new Contestant(ours.call(turn.direction().orElseThrow()), true, ours.vectorBits());
                    case PEER ->
                        new Contestant(other.orElseThrow().call(turn.direction().orElseThrow()), isOtherJava, 0);
                    case READ -> new Contestant(memory::read, false, 0);
                    case COPY -> new Contestant(memory::copy, false, 0);
                })
                .toList();
    }

    /** Inference first, for training changes the moving statistics; and backward after training. */
    private static void compare(Agreement agreement, Peer ours, Optional<Peer> other, Set<Direction> otherDirections) {
        for (Direction direction : List.of(Direction.INFER, Direction.TRAIN, Direction.BACKWARD)) {
            if (otherDirections.contains(direction)) {
                agreement.check(direction, ours, other.orElseThrow());
            } else {
                ours.call(direction).run();
            }
        }
    }
}
