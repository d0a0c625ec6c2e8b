package io.github.normwright.examples.benchmarks.turns;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * A JMH benchmark whose contestants take turns, one iteration each, so that what disturbs the machine disturbs all of them. Public
 * subclasses say who they are. {@link TurnsRunner} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class Turns {

    /** How long to call each contestant written in Java before the first turn, in milliseconds of a processor's work. */
    @Param("0")
    public long compilation;

    private List<Contestant> contestants;
    private Contestant current;
    private int turn;
    private AllocationMeter allocationMeter;

    /** What an iteration counts beside its time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counters {

        /** The bytes that one call has allocated. */
        public double allocatedBytes;

        /** The width of the contestant's vectors in bits. */
        public double vectorBits;
    }

    /**
     * Makes everyone ready.
     *
     * @return who takes turns, in this order
     */
    protected abstract List<Contestant> contestants();

    /** Makes everyone ready, and the JVM compile them. */
    @Setup(Level.Trial)
    public void open() {
        contestants = contestants();
        Compilation beforehand = new Compilation(Duration.ofMillis(compilation), JvmCompiler::isIdle);
        contestants.stream().filter(Contestant::isJava).forEach(contestant -> beforehand.of(contestant.call()));
        allocationMeter = new AllocationMeter();
    }

    /** Gives the turn to the next contestant. */
    @Setup(Level.Iteration)
    public void next() {
        current = contestants.get(turn++ % contestants.size());
    }

    /** Counts the bytes that one more call allocates. */
    @TearDown(Level.Iteration)
    public void count(Counters counters) {
        counters.vectorBits = current.vectorBits();
        counters.allocatedBytes = allocationMeter.bytesOf(current.call());
    }

    /** One call of the contestant whose turn it is. */
    @Benchmark
    public void call() {
        current.call().run();
    }
}
