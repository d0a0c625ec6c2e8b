package io.github.normwright.processor;

import io.github.normwright.processor.emit.CatalogEmitter;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.read.Anchor;
import io.github.normwright.processor.validate.LayerSpec;
import io.github.normwright.processor.validate.Problem;
import io.github.normwright.processor.write.Reporter;
import io.github.normwright.processor.write.SourceWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The class that lists the layers of a compilation, for those who ask for one. It is written with the first layers, so that
 * it is there when the rest of the program is compiled, whatever became of them.
 */
final class Catalog {

    private final String className;
    private final Set<String> configs = new TreeSet<>();
    private final List<Anchor> anchors = new ArrayList<>();
    private boolean isWritten;

    Catalog(String className) {
        this.className = className;
    }

    /** Takes a layer in, or says why it cannot. */
    void add(LayerSpec spec, Reporter reporter) {
        boolean isVisible =
                spec.raw().target().isPublic() || spec.classes().packageName().equals(packageName());
        if (isWritten) {
            leaveOut(spec, "another processor wrote it, after the catalog was written", reporter);
        } else if (!isVisible) {
            leaveOut(spec, "it is not public. Make it so, or put the catalog into its package", reporter);
        } else if (spec.variant().hasDocuments()) {
            configs.add(spec.classes().qualifiedConfigName());
        }
    }

    private void leaveOut(LayerSpec spec, String reason, Reporter reporter) {
        reporter.report(Problem.warning(
                spec.raw().anchor(), Message.NOT_IN_CATALOG, spec.raw().target().name(), className, reason));
    }

    private String packageName() {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /** Counts an annotation, of a layer or of none, as a cause of the catalog. */
    void addCause(Anchor anchor) {
        anchors.add(anchor);
    }

    /** Writes the catalog once there are annotations. */
    void write(SourceWriter writer) {
        if (!isWritten && !anchors.isEmpty()) {
            isWritten = true;
            writer.writeForAll(CatalogEmitter.emit(className, List.copyOf(configs)), anchors);
        }
    }
}
