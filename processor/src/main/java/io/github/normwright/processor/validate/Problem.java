package io.github.normwright.processor.validate;

import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.read.Anchor;

/**
 * Something to tell the user.
 *
 * @param isError whether the compilation fails
 * @param code a stable code
 * @param text what was found, what is allowed, what to do
 * @param anchor where to look
 */
public record Problem(boolean isError, String code, String text, Anchor anchor) {

    /** An error of Normwright's own. */
    public static Problem error(Anchor anchor, Message message, Object... arguments) {
        return new Problem(true, message.code(), message.text(arguments), anchor);
    }

    /** A warning. */
    public static Problem warning(Anchor anchor, Message message, Object... arguments) {
        return new Problem(false, message.code(), message.text(arguments), anchor);
    }
}
