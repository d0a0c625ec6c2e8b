package io.github.normwright.examples.benchmarks;

import io.github.normwright.examples.benchmarks.contest.Contest;
import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.LayerVariant;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.peer.Peers;
import io.github.normwright.examples.benchmarks.startup.CompilationCost;
import io.github.normwright.examples.benchmarks.startup.FirstResult;
import io.github.normwright.examples.benchmarks.startup.StartTimes;
import io.github.normwright.examples.benchmarks.startup.StartupRow;
import io.github.normwright.examples.benchmarks.startup.StartupTable;
import io.github.normwright.examples.benchmarks.workload.CountedShape;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Measures how a set of shapes starts, beside one peer, and prints a table row by row. */
final class StartupComparison {

    private final Settings settings;
    private final PrintStream out;
    private final String peer;
    private final String peerClassPath;
    private final Optional<PeerProvider> provider;
    private final int rounds;

    /**
     * Prepares a comparison.
     *
     * @param settings what is measured
     * @param peer the peer's name, or none
     * @param rounds how often each program is started, and each layer compiled
     * @param out receives the table
     */
    StartupComparison(Settings settings, String peer, int rounds, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.peer = peer;
        this.rounds = rounds;
        peerClassPath = settings.classPaths().of(peer);
        provider = peer.equals(Contest.NO_PEER) ? Optional.empty() : Optional.of(Peers.find(peer, peerClassPath));
    }

    List<StartupRow> run() throws IOException {
        out.println("peer: " + peer + ", " + provider.map(PeerProvider::version).orElse("ours alone"));
        out.println("shipped: ours " + kibibytes(ourJars()) + " KiB and the layers; " + peer + " "
                + kibibytes(settings.classPaths().jars(peer)) + " KiB");
        StartupTable.header(peer).forEach(out::println);
        List<StartupRow> rows = new ArrayList<>();
        for (CountedShape shape : settings.shapes()) {
            StartupRow row = row(settings.workload(shape));
            out.println(StartupTable.line(row));
            rows.add(row);
        }
        return rows;
    }

    /** Those of the benchmarks' own libraries that a user's program needs. */
    private static List<Path> ourJars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().matches("normwright-(api|kernels)-.*\\.jar"))
                .toList();
    }

    private static long kibibytes(List<Path> jars) {
        return jars.stream().mapToLong(jar -> jar.toFile().length()).sum() >> 10;
    }

    private StartupRow row(Workload workload) throws IOException {
        try (TemporaryFolder layers = new TemporaryFolder("normwright-layers")) {
            LayerSource layer = new LayerSource(workload, LayerVariant.STATIC);
            CompilationCost compilation = CompilationCost.of(layer, settings.attributes(), layers.path(), 2 * rounds);
            provider.flatMap(found -> found.layer(peer, workload))
                    .ifPresent(other -> LayerCompiler.compile(List.of(other), settings.attributes(), layers.path()));
            boolean hasPeer = provider.isPresent()
                    && provider.get().anyRefusal(peer, workload).isEmpty();
            Map<String, Double> times = new StartTimes(
                            settings.jvmArguments().with(layers.path()), peerClassPath, rounds)
                    .of(
                            workload,
                            hasPeer
                                    ? List.of(FirstResult.NOTHING, FirstResult.OURS, peer)
                                    : List.of(FirstResult.NOTHING, FirstResult.OURS));
            return new StartupRow(
                    workload.shape(),
                    times.get(FirstResult.NOTHING),
                    times.get(FirstResult.OURS),
                    hasPeer ? OptionalDouble.of(times.get(peer)) : OptionalDouble.empty(),
                    compilation);
        }
    }
}
