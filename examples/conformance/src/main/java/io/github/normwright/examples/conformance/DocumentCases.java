package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recorded documents of layers and of models: each is read for a layer of its own, and written again. */
final class DocumentCases {

    private DocumentCases() {}

    /** Whether a file holds documents: a list of recordings, or a document itself. */
    static boolean areIn(JsonNode json) {
        return json.isArray() || json.has("class_name");
    }

    /** The cases of a file. */
    static List<NamedCase> of(String file, JsonValue json) {
        List<NamedCase> cases = new ArrayList<>();
        if (json instanceof JsonArray recordings) {
            for (JsonValue recording : recordings.elements()) {
                cases.addAll(ofLayer(file + "-layer" + cases.size() / 2, (JsonObject) recording));
            }
        } else {
            cases.add(new NamedCase(file, compiler -> new DocumentPlayer(compiler).play((JsonObject) json)));
        }
        return cases;
    }

    /** The cases of one recorded layer. */
    static List<NamedCase> ofLayer(String id, JsonObject recording) {
        List<NamedCase> cases = new ArrayList<>();
        Optional<String> dialect = recording.text("dialect");
        for (String key : List.of("document", "config_only")) {
            recording
                    .object(key)
                    .ifPresent(document -> cases.add(new NamedCase(
                            id + "-" + key, compiler -> new DocumentPlayer(compiler).play(document, dialect))));
        }
        return cases;
    }
}
