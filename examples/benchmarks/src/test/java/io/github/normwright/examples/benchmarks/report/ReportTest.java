package io.github.normwright.examples.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.contest.Measurement;
import io.github.normwright.examples.benchmarks.workload.CountedShape;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.LayerShape;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    private Path folder;

    @Test
    void writesARowUnderItsHeader() {
        assertEquals(
                List.of(
                        "                                      ours     onednn   ratio   share      ours    onednn",
                        "N x C x H x W    times                  us         us                    B/call    B/call"),
                Table.header("onednn"));
        assertEquals(
                "32x64x56x56          6 train        2000.0     3000.0    1.50    0.50         0        16",
                Table.line(row(6, Direction.TRAIN, 2_000_000, 3_000_000)));
    }

    @Test
    void writesDashesWhereThereIsNoPeer() {
        assertEquals(
                "32x64x56x56          1 infer           2.0          -       -    0.50         0         -",
                Table.line(alone(Direction.INFER, 2_000)));
    }

    @Test
    void weighsShapesAsOftenAsTheNetworkHasThem() {
        // Ratios of 8 once and 1 twice: the mean is 2, or the root of 8 if each counts once.
        Summary summary = new Summary(List.of(
                row(1, Direction.TRAIN, 1, 8),
                row(2, Direction.TRAIN, 1, 1),
                row(1, Direction.INFER, 1, 3),
                row(1, Direction.BACKWARD, 2, 1)));
        assertEquals(
                List.of(
                        "share of the bound: geomean train 0.50 infer 0.50 backward 0.50",
                        "each shape once: geomean train 2.83 infer 3.00 backward 0.50 worst 1.00",
                        "each shape as often as the network has it:",
                        "geomean train 2.00 infer 3.00 backward 0.50 worst 1.00"),
                summary.lines());
    }

    @Test
    void saysOnceWhatWeightsDoNotChange() {
        assertEquals(
                List.of(
                        "share of the bound: geomean train 0.50 infer - backward -",
                        "geomean train 4.00 infer - backward - worst 2.00"),
                new Summary(List.of(row(1, Direction.TRAIN, 1, 2), row(1, Direction.TRAIN, 1, 8))).lines());
    }

    @Test
    void meansStepsWhereTheyAreMeasured() {
        assertEquals(
                List.of(
                        "share of the bound: geomean train 0.50 infer - backward - step 0.50",
                        "geomean train 2.00 infer - backward - step 4.00 worst 2.00"),
                new Summary(List.of(row(1, Direction.TRAIN, 1, 2), row(1, Direction.STEP, 1, 4))).lines());
    }

    @Test
    void saysWhatIsMeasured() {
        List<String> lines = new Legend(
                        "onednn", "oneDNN 3", true, Normalization.GROUP, Fusion.ADD_RELU, DType.FLOAT32, 1 << 20)
                .lines();
        assertEquals("layers: group normalization of 32 groups, fused with add-relu", lines.get(0));
        assertEquals("peer: onednn, oneDNN 3; outputs compared, tolerance 1.0e-04", lines.get(1));
        assertTrue(lines.contains("  fits the level-2 cache of 1024 KiB."), lines.toString());
        assertTrue(String.join("\n", lines).contains("train and infer read x twice"), lines.toString());
    }

    @Test
    void saysWhereThereIsNothingToCompare() {
        Legend legend = new Legend("passes", "loops", false, Normalization.BATCH, Fusion.NONE, DType.FLOAT32, 1 << 20);
        assertEquals(
                "peer: passes, loops; it has no outputs to compare",
                legend.lines().get(1));
    }

    @Test
    void hasNoRatiosWithoutAPeer() {
        assertEquals(
                List.of(
                        "share of the bound: geomean train - infer 0.50 backward -",
                        "geomean train - infer - backward - worst -"),
                new Summary(List.of(alone(Direction.INFER, 1))).lines());
    }

    @Test
    void writesJson() throws IOException {
        JsonReport report = new JsonReport(Map.of("threads", "2"));
        report.add("onednn", "oneDNN 3.13", List.of(row(6, Direction.TRAIN, 2, 3)));
        report.add("none", "ours alone", List.of(alone(Direction.INFER, 4)));
        Path file = folder.resolve("report.json");
        report.write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals("2", json.at("/settings/threads").asText());
        assertEquals("onednn", json.at("/tables/0/peer").asText());
        assertEquals("oneDNN 3.13", json.at("/tables/0/version").asText());
        assertEquals(6, json.at("/tables/0/rows/0/times").asInt());
        assertEquals("train", json.at("/tables/0/rows/0/direction").asText());
        assertEquals(1.5, json.at("/tables/0/rows/0/ratio").asDouble());
        assertEquals(true, json.at("/tables/1/rows/0/ratio").isNull());
        assertEquals(4, json.at("/tables/1/rows/0/ourTime").asDouble());
    }

    private static Row row(int times, Direction direction, double ours, double peer) {
        return row(times, direction, ours, OptionalDouble.of(peer), OptionalDouble.of(16));
    }

    private static Row alone(Direction direction, double ours) {
        return row(1, direction, ours, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static Row row(int times, Direction direction, double ours, OptionalDouble peer, OptionalDouble peerBytes) {
        OptionalDouble ratio = peer.isPresent() ? OptionalDouble.of(peer.getAsDouble() / ours) : peer;
        return new Row(
                new CountedShape(LayerShape.parse("32x64x56x56"), times),
                new Measurement(direction, ours, peer, ratio, 1, 2, 0, peerBytes, 512),
                ours / 2);
    }
}
