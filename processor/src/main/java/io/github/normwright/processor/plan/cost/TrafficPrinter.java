package io.github.normwright.processor.plan.cost;

import io.github.normwright.processor.plan.cost.Machine.Cache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Traffic.Access access : accesses) {
            String again = access.between()
                    .map(bytes -> " again" + servedBy(bytes, access.atLeast()))
                    .orElse("");
            names.computeIfAbsent(again, key -> new ArrayList<>()).add(access.tensor());
        }
        names.forEach((again, tensors) -> parts.add(verb + String.join(" and ", tensors) + again));
    }

    private String servedBy(Bytes between, long atLeast) {
        List<Cache> caches = machine.caches().stream()
                .filter(cache -> atLeast <= cache.bytes())
                .toList();
        if (between.isStatic()) {
            return ", from "
                    + caches.stream()
                            .filter(cache -> between.constant() <= cache.bytes())
                            .map(Cache::name)
                            .findFirst()
                            .orElse("memory");
        }
        List<String> limits = new ArrayList<>();
        for (Cache cache : caches) {
            long most = cache.bytes() / between.constant();
            if (most > 0) {
                limits.add(cache.name() + " up to " + between.product() + " = " + most);
            }
        }
        limits.add(limits.isEmpty() ? "memory" : "memory beyond");
        return ", from " + String.join(", ", limits);
    }
}
