package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.peer.Agreement;
import io.github.normwright.examples.benchmarks.peer.GeneratedLayer;
import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.LayerVariant;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.peer.Peers;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import io.github.normwright.kernels.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The JMH benchmark. Its contestants take turns, one iteration each, so that what disturbs the machine disturbs all of
 * them. Before the first turn the outputs are compared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Contest {

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

    /** How long to call each layer written in Java before the first turn, in milliseconds. */
    @Param("0")
    public long compilation;

    private List<Runnable> contestants;
    private Runnable current;
    private int turn;
    private Memory memory;
    private int vectorBits;
    private AllocationMeter allocationMeter;

    /** What an iteration counts beside its time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counters {

        /** The bytes that one call has allocated. */
        public double allocatedBytes;

        /** The width of our vectors in bits, 0 for a scalar kernel. */
        public double vectorBits;
    }

    /** Makes the contestants ready and compares their outputs. */
    @Setup(Level.Trial)
    public void open() {
        Workload parsed = Workload.parse(workload);
        List<Direction> wanted =
                Stream.of(directions.split(",")).map(Direction::parse).toList();
        Tensors tensors = Tensors.of(parsed);
        GeneratedLayer<?, ?> ours =
                GeneratedLayer.open(new LayerSource(parsed, LayerVariant.STATIC), tensors, LayerCompiler.compiled());
        Optional<PeerProvider> provider =
                peer.equals(NO_PEER) ? Optional.empty() : Optional.of(Peers.find(peer, peerClassPath));
        Optional<Peer> other = provider.map(found -> found.open(peer, parsed, tensors));
        Set<Direction> otherDirections = provider.map(PeerProvider::directions).orElse(Set.of());
        compare(new Agreement(parsed), ours, other, otherDirections);
        vectorBits = ours.vectorBits();
        Compilation beforehand = new Compilation(Duration.ofMillis(compilation));
        for (Direction direction : wanted) {
            beforehand.of(ours.call(direction));
            if (otherDirections.contains(direction) && provider.orElseThrow().isJava()) {
                beforehand.of(other.orElseThrow().call(direction));
            }
        }
        memory = new Memory(
                parsed.bytes(), parsed.threads() == 1 ? Threads.callingThread() : Threads.of(parsed.threads()));
        contestants = Lineup.of(wanted, otherDirections).turns().stream()
                .map(turnOf -> switch (turnOf.side()) {
                    case OURS -> ours.call(turnOf.direction().orElseThrow());
                    case PEER -> other.orElseThrow().call(turnOf.direction().orElseThrow());
                    case READ -> (Runnable) memory::read;
                    case COPY -> (Runnable) memory::copy;
                })
                .toList();
        allocationMeter = new AllocationMeter();
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

    /** Gives the turn to the next contestant. */
    @Setup(Level.Iteration)
    public void next() {
        current = contestants.get(turn++ % contestants.size());
    }

    /** Counts the bytes that one more call allocates. */
    @TearDown(Level.Iteration)
    public void countBytes(Counters counters) {
        counters.vectorBits = vectorBits;
        counters.allocatedBytes = allocationMeter.bytesOf(current);
        if (Float.isNaN(memory.sum())) {
            throw new IllegalStateException("the memory has been read wrongly");
        }
    }

    /** One call of the contestant whose turn it is. */
    @Benchmark
    public void call() {
        current.run();
    }
}
