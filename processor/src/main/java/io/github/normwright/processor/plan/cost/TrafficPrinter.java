package io.github.normwright.processor.plan.cost;

import io.github.normwright.processor.plan.cost.Machine.Cache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what a program reads and writes, and which caches serve it. */
public final class TrafficPrinter {

    private final Machine machine;

    public TrafficPrinter(Machine machine) {
        this.machine = machine;
    }

    /** The traffic of a program: a line for each pass, and the sum. */
    public List<String> print(Traffic traffic) {
        List<String> lines = new ArrayList<>();
        traffic.passes().forEach(pass -> lines.add(pass.nest().name() + ": " + pass(pass)));
        traffic.total().ifPresent(total -> lines.add("in all " + total + " per call"));
        return lines;
    }

    /** What the caches are taken to be. */
    public String assumptions() {
        return machine.caches().stream()
                .map(cache -> cache.name() + " " + (cache.bytes() >> 10) + " KiB")
                .collect(Collectors.joining(", "));
    }

    private String pass(Traffic.Pass pass) {
        List<String> parts = new ArrayList<>();
        add(parts, "reads ", pass, false);
        add(parts, "writes ", pass, true);
        return String.join("; ", parts);
    }

    /** Arrays that are served alike are named together. */
    private void add(List<String> parts, String verb, Traffic.Pass pass, boolean isWrite) {
        List<Traffic.Access> accesses = pass.accesses().stream()
                .filter(access -> access.isWrite() == isWrite)
                .toList();
        List<Optional<Bytes>> kinds =
                accesses.stream().map(Traffic.Access::between).distinct().toList();
        for (Optional<Bytes> between : kinds) {
            String names = accesses.stream()
                    .filter(access -> access.between().equals(between))
                    .map(Traffic.Access::tensor)
                    .collect(Collectors.joining(" and "));
            parts.add(verb
                    + names
                    + between.map(bytes -> " again" + servedBy(bytes)).orElse(""));
        }
    }

    private String servedBy(Bytes between) {
        if (between.isStatic()) {
            return ", from "
                    + machine.caches().stream()
                            .filter(cache -> between.constant() <= cache.bytes())
                            .map(Cache::name)
                            .findFirst()
                            .orElse("memory");
        }
        List<String> limits = new ArrayList<>();
        for (Cache cache : machine.caches()) {
            long most = cache.bytes() / between.constant();
            if (most > 0) {
                limits.add(cache.name() + " up to " + between.product() + " = " + most);
            }
        }
        limits.add(limits.isEmpty() ? "memory" : "memory beyond");
        return ", from " + String.join(", ", limits);
    }
}
