package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.normwright.kernels.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds what can be replayed in files and folders. */
final class Cases {

    private Cases() {}

    /**
     * The cases of files and of all files in folders, in a fixed order.
     *
     * @param places files of recordings, or folders
     * @throws IOException if one of them cannot be read
     */
    static List<NamedCase> in(List<Path> places) throws IOException {
        List<NamedCase> cases = new ArrayList<>();
        for (Path place : places) {
            for (Path file : Files.isDirectory(place) ? Case.files(place) : List.of(place)) {
                cases.addAll(in(file));
            }
        }
        return cases;
    }

    private static List<NamedCase> in(Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        JsonNode json = Case.parse(file);
        if (json.has("initializers")) {
            return ObjectCases.of(name, json);
        }
        if (DocumentCases.areIn(json)) {
            return DocumentCases.of(name, Json.read(Files.readString(file)));
        }
        Case recording = new Case(json);
        return List.of(new NamedCase(name, compiler -> {
            Class<?> annotated = compiler.compile(AnnotatedSource.TYPE, AnnotatedSource.of(recording));
            return CasePlayer.play(recording, annotated);
        }));
    }
}
