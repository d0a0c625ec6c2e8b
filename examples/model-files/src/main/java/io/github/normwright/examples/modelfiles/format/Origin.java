package io.github.normwright.examples.modelfiles.format;

import java.util.Locale;

/**
 * Where something stands: a file, an entry of it, a key in that. Immutable.
 *
 * @param place the way there, in the words of a message
 */
public record Origin(String place) {

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
        return new ModelFileException(place + ": " + String.format(Locale.ROOT, format, arguments));
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
        return new ModelFileException(place + ": " + String.format(Locale.ROOT, format, arguments), cause);
    }

    /**
     * Text from a file as it may stand in a message: short, in one line, without control characters.
     *
     * @param text any text
     * @return the text in quotation marks, cut after 60 characters
     */
    public static String quoted(String text) {
        String start = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return '"' + start.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cn}\\p{Cs}]", "?") + '"';
    }
}
