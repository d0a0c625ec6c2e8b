package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Hdf5File;
import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.KerasArchive;
import io.github.normwright.examples.modelfiles.format.Limits;
import io.github.normwright.examples.modelfiles.format.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the normalization layers in the files that Keras and tf-keras write. */
final class KerasModels {

    private static final String LEGACY_WEIGHTS = "model_weights";

    private KerasModels() {}

    /** A {@code .keras} file has everything. */
    static Model of(Path file, KerasArchive archive) throws IOException {
        KerasArchitecture architecture = architecture(archive);
        Origin origin = new Origin(file.toString());
        KerasVariables variables = new GroupVariables(origin, archive.tensors().keySet());
        List<ModelLayer> layers = architecture.layers(variables);
        List<ModelLinear> linears = KerasLinears.of(architecture, variables, archive.tensors());
        return new Model(file, architecture.system(), Optional.empty(), layers, linears, archive);
    }

    static KerasArchitecture architecture(KerasArchive archive) throws IOException {
        Json metadata = archive.metadata();
        return new KerasArchitecture(
                archive.config(), Optional.of(metadata.require("keras_version").string()));
    }

    /** A whole model in a legacy HDF5 file has a document of its architecture. */
    static Optional<KerasArchitecture> architecture(Path file, Hdf5File hdf5, Limits limits) throws IOException {
        Optional<String> config = hdf5.text("", "model_config");
        if (config.isEmpty()) {
            return Optional.empty();
        }
        Origin origin = new Origin(file.toString()).within("model_config");
        return Optional.of(new KerasArchitecture(Json.parse(origin, config.get(), limits), version(hdf5)));
    }

    private static Optional<String> version(Hdf5File hdf5) throws IOException {
        Optional<String> atRoot = hdf5.text("", "keras_version");
        return atRoot.isPresent() ? atRoot : hdf5.text(LEGACY_WEIGHTS, "keras_version");
    }

    /** An HDF5 file has weights; a legacy one may have the architecture, too, and others take it from elsewhere. */
    static Model of(Path file, Hdf5File hdf5, Optional<Settings> settings, Limits limits) throws IOException {
        Origin origin = new Origin(file.toString());
        Optional<KerasArchitecture> own = architecture(file, hdf5, limits);
        Optional<KerasArchitecture> architecture = own.or(() -> settings.flatMap(Settings::keras));
        Optional<Path> settingsFile = own.isPresent() ? Optional.empty() : settings.map(Settings::file);
        KerasVariables variables;
        if (hdf5.hasGroup(LEGACY_WEIGHTS)) {
            variables = LegacyVariables.read(origin, hdf5, LEGACY_WEIGHTS);
        } else if (hdf5.texts("", "layer_names").isPresent()) {
            variables = LegacyVariables.read(origin, hdf5, "");
        } else if (hdf5.hasGroup("layers") || hdf5.hasGroup("vars")) {
            variables = new GroupVariables(origin, hdf5.tensors().keySet());
        } else {
            throw origin.refuse(
                    "is an HDF5 file, but no model's: it has none of the groups layers and %s", LEGACY_WEIGHTS);
        }
        if (architecture.isPresent()) {
            List<ModelLayer> layers = architecture.get().layers(variables);
            List<ModelLinear> linears = KerasLinears.of(architecture.get(), variables, hdf5.tensors());
            return new Model(file, architecture.get().system(), settingsFile, layers, linears, hdf5);
        }
        return new Model(file, "Keras", Optional.empty(), BareWeights.layers(hdf5), List.of(), hdf5);
    }

    /** The settings of layers in a document of {@code model.to_json()}. */
    static KerasArchitecture architecture(Json document) throws IOException {
        Optional<Json> version = document.find("keras_version");
        return new KerasArchitecture(
                document, version.isPresent() ? Optional.of(version.get().string()) : Optional.empty());
    }
}
