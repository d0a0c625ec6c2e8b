package io.github.normwright.processor.write;

import io.github.normwright.processor.emit.GeneratedSource;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.read.Anchor;
import io.github.normwright.processor.validate.Problem;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;

/** Writes generated sources. */
public final class SourceWriter {

    private final Filer filer;
    private final Reporter reporter;

    public SourceWriter(Filer filer, Reporter reporter) {
        this.filer = filer;
        this.reporter = reporter;
    }

    /**
     * Writes a file.
     *
     * @param file the file
     * @param anchor the annotation it was generated for
     */
    public void write(GeneratedSource file, Anchor anchor) {
        String name = file.className();
        try (Writer writer = filer.createSourceFile(name, anchor.element()).openWriter()) {
            writer.write(file.text());
        } catch (FilerException exists) {
            reporter.report(
                    Problem.error(anchor, Message.CLASS_EXISTS, name, "Rename that class or the annotated type."));
        } catch (IOException failed) {
            reporter.report(Problem.error(anchor, Message.CANNOT_WRITE, name, failed.getMessage()));
        }
    }
}
