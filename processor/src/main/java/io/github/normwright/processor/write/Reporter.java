package io.github.normwright.processor.write;

import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.read.Anchor;
import io.github.normwright.processor.validate.Problem;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/** Prints problems, each with its code in brackets, on the exact value it is about. */
public final class Reporter {

    private final Messager messager;
    private final Optional<JavacPositions> positions;

    public Reporter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.positions = JavacPositions.of(environment);
    }

    /** Prints a problem. */
    public void report(Problem problem) {
        Diagnostic.Kind kind = problem.isError() ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
        String text = "[" + problem.code() + "] " + problem.text();
        Anchor anchor = problem.anchor();
        if (positions.isPresent() && positions.get().print(kind, text, anchor)) {
            return;
        }
        if (anchor.value().isPresent()) {
            messager.printMessage(
                    kind,
                    text,
                    anchor.element(),
                    anchor.annotation(),
                    anchor.value().get());
        } else {
            messager.printMessage(kind, text, anchor.element(), anchor.annotation());
        }
    }

    /** Prints a mistake that stands nowhere in the source. */
    public void error(Message message, Object... arguments) {
        messager.printMessage(Diagnostic.Kind.ERROR, "[" + message.code() + "] " + message.text(arguments));
    }

    /** Prints something that stands nowhere in the source. */
    public void warn(Message message, Object... arguments) {
        messager.printMessage(Diagnostic.Kind.WARNING, "[" + message.code() + "] " + message.text(arguments));
    }
}
