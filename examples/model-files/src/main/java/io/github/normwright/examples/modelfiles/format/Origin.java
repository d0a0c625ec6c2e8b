package io.github.normwright.examples.modelfiles.format;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where something stands: a file, an entry of it, a key in that. Immutable.
 *
 * @param place the way there, in the words of a message
 */
public record Origin(String place) {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]");

    private static final int MOST_CHARACTERS = 1500;

    /**
     * A place within this one.
     *
     * @param part what it is, in the words of a message
     * @return the place
     */
    public Origin within(String part) {
        return new Origin(place + ": " + part);
    }

    /**
     * An exception about what stands here.
     *
     * @param format what was found and what is allowed
     * @param arguments the values for it
     * @return the exception, to be thrown
     */
    public ModelFileException refuse(String format, Object... arguments) {
        return new ModelFileException(message(format, arguments));
    }

    /**
     * An exception about what stands here, because of what a library said.
     *
     * @param cause what it said
     * @param format what was found and what is allowed
     * @param arguments the values for it
     * @return the exception, to be thrown
     */
    public ModelFileException refuse(Throwable cause, String format, Object... arguments) {
        return new ModelFileException(message(format, arguments), cause);
    }

    /** Names and texts are a file's, and a message must not be whatever a file wants it to be. */
    private String message(String format, Object... arguments) {
        String message = place + ": " + String.format(Locale.ROOT, format, arguments);
        String printable = CONTROLS.matcher(message).replaceAll("?");
        return printable.length() > MOST_CHARACTERS ? printable.substring(0, MOST_CHARACTERS) + "..." : printable;
    }

    /**
     * Text from a file as it may stand in a message: short, in one line, without control characters.
     *
     * @param text any text
     * @return the text in quotation marks, cut after 60 characters
     */
    public static String quoted(String text) {
        String start = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return '"' + CONTROLS.matcher(start).replaceAll("?") + '"';
    }
}
