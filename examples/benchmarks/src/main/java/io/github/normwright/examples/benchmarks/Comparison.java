package io.github.normwright.examples.benchmarks;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.contest.Contest;
import io.github.normwright.examples.benchmarks.contest.ContestRunner;
import io.github.normwright.examples.benchmarks.contest.Effort;
import io.github.normwright.examples.benchmarks.contest.Measurement;
import io.github.normwright.examples.benchmarks.peer.LayerCompiler;
import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.peer.Peers;
import io.github.normwright.examples.benchmarks.report.Row;
import io.github.normwright.examples.benchmarks.report.Summary;
import io.github.normwright.examples.benchmarks.report.Table;
import io.github.normwright.examples.benchmarks.workload.CacheSize;
import io.github.normwright.examples.benchmarks.workload.CountedShape;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.MemoryTraffic;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures a set of shapes beside peers, one after the other, and prints a table for each. */
record Comparison(
        List<CountedShape> shapes,
        Layout layout,
        DType dtype,
        int threads,
        List<Direction> directions,
        Effort effort,
        JvmArguments jvmArguments,
        String attributes,
        Optional<Path> json) {

    void run(List<String> peers) throws IOException {
        for (String peer : peers) {
            Optional<PeerProvider> provider = peer.equals(Contest.NO_PEER)
                    ? Optional.empty()
                    : Optional.of(Peers.find(peer, PeerClassPaths.of(peer)));
            run(peer, provider);
        }
    }

    private void run(String peer, Optional<PeerProvider> provider) throws IOException {
        provider.ifPresent(found -> System.out.println(peer + ": " + found.version()));
        Table.header(peer).forEach(System.out::println);
        List<Row> rows = new ArrayList<>();
        try (TemporaryFolder layers = new TemporaryFolder("normwright-layers")) {
            LayerCompiler.compile(layers(peer, provider), attributes, layers.path());
            for (CountedShape shape : shapes) {
                Workload workload = workload(shape);
                Optional<String> refusal = provider.flatMap(found -> found.refusal(peer, workload));
                refusal.ifPresent(reason -> System.out.println(workload + ": not measured, " + reason));
                if (refusal.isEmpty()) {
                    measure(shape, workload, runner(peer, provider, layers.path()))
                            .forEach(row -> {
                                System.out.println(Table.line(row));
                                rows.add(row);
                            });
                }
            }
        }
        new Summary(rows).lines().forEach(System.out::println);
    }

    private Workload workload(CountedShape shape) {
        return new Workload(shape.shape(), layout, dtype, threads);
    }

    private List<LayerSource> layers(String peer, Optional<PeerProvider> provider) {
        List<LayerSource> layers = new ArrayList<>();
        for (CountedShape shape : shapes) {
            Workload workload = workload(shape);
            layers.add(new LayerSource(workload, false));
            provider.flatMap(found -> found.layer(peer, workload)).ifPresent(layers::add);
        }
        return layers;
    }

    private ContestRunner runner(String peer, Optional<PeerProvider> provider, Path layers) {
        Set<Direction> peerDirections = provider.map(PeerProvider::directions).orElse(Set.of());
        return new ContestRunner(effort, jvmArguments.with(layers), peer, PeerClassPaths.of(peer), peerDirections);
    }

    private List<Row> measure(CountedShape shape, Workload workload, ContestRunner runner) {
        MemoryTraffic traffic = new MemoryTraffic(workload, CacheSize.level2());
        List<Row> rows = new ArrayList<>();
        for (Measurement measurement : runner.run(workload, directions)) {
            double bound = traffic.bound(measurement.direction(), measurement.readTime(), measurement.copyTime());
            rows.add(new Row(shape, measurement, bound));
        }
        return rows;
    }
}
