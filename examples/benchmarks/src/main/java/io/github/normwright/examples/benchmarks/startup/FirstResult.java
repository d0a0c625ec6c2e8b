package io.github.normwright.examples.benchmarks.startup;

import io.github.normwright.examples.benchmarks.peer.GeneratedLayer;
import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.LayerVariant;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.Peers;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;

/**
 * The program whose start is measured: opens a layer, calls it once, and prints how many nanoseconds went into making its
 * input, which is no part of the start.
 */
public final class FirstResult {

    /** In place of a peer's name: our layer. */
    public static final String OURS = "ours";

    /** In place of a peer's name: no layer at all. */
    public static final String NOTHING = "nothing";

    private FirstResult() {}

    /**
     * Runs the program.
     *
     * @param arguments a workload, the name of a peer, and the class path of its module
     */
    public static void main(String[] arguments) {
        long preparation = arguments[1].equals(NOTHING) ? 0 : call(arguments[0], arguments[1], arguments[2]);
        System.out.println(preparation);
        System.out.flush();
        // Some libraries have threads that would go on.
        Runtime.getRuntime().halt(0);
    }

    private static long call(String text, String name, String classPath) {
        long start = System.nanoTime();
        Workload workload = Workload.parse(text);
        Tensors tensors = Tensors.of(workload);
        long preparation = System.nanoTime() - start;
        open(workload, tensors, name, classPath).call(Direction.INFER).run();
        return preparation;
    }

    private static Peer open(Workload workload, Tensors tensors, String name, String classPath) {
        return name.equals(OURS)
                ? GeneratedLayer.open(new LayerSource(workload, LayerVariant.STATIC), tensors, LayerCompiler.compiled())
                : Peers.find(name, classPath).open(name, workload, tensors);
    }
}
