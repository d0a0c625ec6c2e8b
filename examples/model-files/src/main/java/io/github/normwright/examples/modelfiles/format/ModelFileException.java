package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;

/** A file that is damaged, larger than allowed, or of a kind that cannot be read. The message names the file and the place. */
public final class ModelFileException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param message the file, the place in it, what was found and what is allowed
     */
    public ModelFileException(String message) {
        super(message);
    }

    /**
     * @param message the file, the place in it, what was found and what is allowed
     * @param cause what a library said
     */
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
