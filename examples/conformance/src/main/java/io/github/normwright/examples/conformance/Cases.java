package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.kernels.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds what can be replayed in files and folders. */
final class Cases {

    private Cases() {}

    /**
     * The cases of files and of all files in folders, in a fixed order.
     *
     * @param places files of recordings, models, or folders
     * @throws IOException if one of them cannot be read
     */
    static List<NamedCase> in(List<Path> places) throws IOException {
        List<NamedCase> cases = new ArrayList<>();
        for (Path place : places) {
            for (Path file : Files.isDirectory(place) ? files(place) : List.of(place)) {
                cases.addAll(in(file));
            }
        }
        return cases;
    }

    /** The files of a folder, and of those in it, that have cases, in a fixed order. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".json") || ModelCases.isModel(path))
                    .sorted()
                    .toList();
        }
    }

    private static List<NamedCase> in(Path file) throws IOException {
        if (ModelCases.isModel(file)) {
            return ModelCases.of(file);
        }
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        JsonNode json = Case.parse(file);
        if (json.has("initializers")) {
            return ObjectCases.of(name, json);
        }
        if (DocumentCases.areIn(json)) {
            return DocumentCases.of(name, Json.read(Files.readString(file)));
        }
        Case recording = new Case(json);
        List<NamedCase> cases = new ArrayList<>();
        cases.add(new NamedCase(name, compiler -> {
            Class<?> annotated = compiler.compile(AnnotatedSource.TYPE, AnnotatedSource.of(recording));
            return CasePlayer.play(recording, annotated);
        }));
        if (json.has("serialized")) {
            cases.addAll(DocumentCases.ofLayer(
                    name, (JsonObject) Json.read(json.get("serialized").toString())));
        }
        return cases;
    }
}
