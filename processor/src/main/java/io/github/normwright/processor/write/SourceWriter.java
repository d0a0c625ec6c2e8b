package io.github.normwright.processor.write;

import io.github.normwright.processor.emit.GeneratedSource;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.read.Anchor;
import io.github.normwright.processor.validate.Problem;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;

/** Writes generated sources. */
public final class SourceWriter {

    private final Filer filer;
    private final Reporter reporter;

    public SourceWriter(Filer filer, Reporter reporter) {
        this.filer = filer;
        this.reporter = reporter;
    }

    /**
     * Writes files that belong together, up to the first that cannot be written.
     *
     * @param files the files
     * @param anchor the annotation they were generated for
     */
    public void write(List<GeneratedSource> files, Anchor anchor) {
        for (GeneratedSource file : files) {
            Optional<Problem> problem = write(file, anchor, anchor.element());
            if (problem.isPresent()) {
                reporter.report(problem.get());
                return;
            }
        }
    }

    /**
     * Writes a file that was generated for several annotations together.
     *
     * @param file the file
     * @param anchors the annotations; the first one takes the blame
     */
    public void writeForAll(GeneratedSource file, List<Anchor> anchors) {
        if (!anchors.isEmpty()) {
            Element[] elements =
                    anchors.stream().map(Anchor::element).distinct().toArray(Element[]::new);
            write(file, anchors.get(0), elements).ifPresent(reporter::report);
        }
    }

    private Optional<Problem> write(GeneratedSource file, Anchor anchor, Element... elements) {
        String name = file.className();
        try (Writer out = filer.createSourceFile(name, elements).openWriter()) {
            out.write(file.text());
            return Optional.empty();
        } catch (FilerException exists) {
            return Optional.of(Problem.error(anchor, Message.CLASS_EXISTS, name));
        } catch (IOException failed) {
            return Optional.of(Problem.error(anchor, Message.CANNOT_WRITE, name, failed.getMessage()));
        }
    }
}
