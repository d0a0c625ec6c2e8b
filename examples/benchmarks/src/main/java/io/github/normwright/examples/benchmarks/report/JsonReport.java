package io.github.normwright.examples.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.normwright.examples.benchmarks.contest.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Writes results as JSON: times in nanoseconds, null where there is no value. */
public final class JsonReport {

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode root = mapper.createObjectNode();

    /**
     * Starts a report.
     *
     * @param settings what was asked for and where it runs
     */
    public JsonReport(Map<String, String> settings) {
        settings.forEach(root.putObject("settings")::put);
        root.putArray("tables");
    }

    /**
     * Adds a table.
     *
     * @param peer the peer's name
     * @param version its library and version
     * @param rows its rows
     */
    public void add(String peer, String version, List<Row> rows) {
        ObjectNode table = root.withArray("tables").addObject();
        table.put("peer", peer);
        table.put("version", version);
        ArrayNode array = table.putArray("rows");
        rows.forEach(row -> write(row, array.addObject()));
        ArrayNode summary = table.putArray("summary");
        new Summary(rows).lines().forEach(summary::add);
    }

    private static void write(Row row, ObjectNode node) {
        Measurement measurement = row.measurement();
        node.put("shape", row.shape().shape().toString());
        node.put("times", row.shape().times());
        node.put("direction", row.direction().toString());
        node.put("ourTime", measurement.ourTime());
        put(node, "peerTime", measurement.peerTime());
        put(node, "ratio", measurement.ratio());
        node.put("bound", row.bound());
        node.put("readTime", measurement.readTime());
        node.put("copyTime", measurement.copyTime());
        node.put("ourBytes", measurement.ourBytes());
        put(node, "peerBytes", measurement.peerBytes());
        node.put("vectorBits", measurement.vectorBits());
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        node.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
    }

    /**
     * Writes the report.
     *
     * @param file is replaced
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
