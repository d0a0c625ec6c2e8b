package io.github.normwright.examples.benchmarks;

import io.github.normwright.examples.benchmarks.contest.Contest;
import io.github.normwright.examples.benchmarks.contest.ContestRunner;
import io.github.normwright.examples.benchmarks.contest.Measurement;
import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.LayerVariant;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.peer.Peers;
import io.github.normwright.examples.benchmarks.report.Legend;
import io.github.normwright.examples.benchmarks.report.Row;
import io.github.normwright.examples.benchmarks.report.Summary;
import io.github.normwright.examples.benchmarks.report.Table;
import io.github.normwright.examples.benchmarks.turns.TurnsRunner;
import io.github.normwright.examples.benchmarks.workload.CacheSize;
import io.github.normwright.examples.benchmarks.workload.CountedShape;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.MemoryTraffic;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures a set of shapes beside one peer, and prints a table row by row. */
final class Comparison {

    private final Settings settings;
    private final PrintStream out;
    private final String peer;
    private final String peerClassPath;
    private final Optional<PeerProvider> provider;
    private final long cacheBytes = CacheSize.level2();

    /**
     * Prepares a comparison.
     *
     * @param settings what is measured
     * @param peer the peer's name, or none
     * @param out receives the table
     * @throws IllegalArgumentException if there is no such peer
     */
    Comparison(Settings settings, String peer, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.peer = peer;
        peerClassPath = settings.classPaths().of(peer);
        provider = peer.equals(Contest.NO_PEER) ? Optional.empty() : Optional.of(Peers.find(peer, peerClassPath));
    }

    List<Row> run() throws IOException {
        boolean isComparable = provider.map(PeerProvider::isComparable).orElse(true);
        new Legend(
                        peer,
                        version(),
                        isComparable,
                        settings.normalization(),
                        settings.fusion(),
                        settings.dtype(),
                        cacheBytes)
                .lines()
                .forEach(out::println);
        provider.flatMap(found ->
                        found.omission(settings.workload(settings.shapes().get(0))))
                .ifPresent(omission -> out.println("- : not measured, for " + omission));
        Table.header(peer).forEach(out::println);
        List<Row> rows = new ArrayList<>();
        try (TemporaryFolder layers = new TemporaryFolder("normwright-layers")) {
            LayerCompiler.compile(layers(), settings.attributes(), layers.path());
            for (CountedShape shape : settings.shapes()) {
                rows.addAll(rows(shape, layers.path()));
            }
        }
        new Summary(rows).lines().forEach(out::println);
        return rows;
    }

    /** The library and its version. */
    String version() {
        String version = provider.map(PeerProvider::version).orElse("ours alone");
        return settings.classPaths().libraries().isEmpty()
                ? version
                : version + ", but with "
                        + settings.classPaths().jars(peer).stream()
                                .map(jar -> jar.getFileName().toString())
                                .collect(Collectors.joining(" "));
    }

    private List<LayerSource> layers() {
        List<LayerSource> layers = new ArrayList<>();
        for (CountedShape shape : settings.shapes()) {
            Workload workload = settings.workload(shape);
            layers.add(new LayerSource(workload, LayerVariant.STATIC));
            provider.flatMap(found -> found.layer(peer, workload)).ifPresent(layers::add);
        }
        return layers;
    }

    private List<Row> rows(CountedShape shape, Path layers) {
        Workload workload = settings.workload(shape);
        Optional<String> refusal = provider.flatMap(found -> found.anyRefusal(peer, workload));
        if (refusal.isPresent()) {
            out.println(shape.shape() + ": not measured, for " + refusal.get());
            return List.of();
        }
        Set<Direction> peerDirections =
                provider.map(found -> found.directions(workload)).orElse(Set.of());
        ContestRunner runner = new ContestRunner(
                new TurnsRunner(settings.effort(), settings.jvmArguments().with(layers)),
                peer,
                peerClassPath,
                peerDirections);
        MemoryTraffic traffic = new MemoryTraffic(workload, cacheBytes);
        List<Row> rows = new ArrayList<>();
        for (Measurement measurement : runner.run(workload, settings.directions())) {
            double bound = traffic.bound(measurement.direction(), measurement.readTime(), measurement.copyTime());
            Row row = new Row(shape, measurement, bound);
            out.println(Table.line(row));
            rows.add(row);
        }
        return rows;
    }
}
