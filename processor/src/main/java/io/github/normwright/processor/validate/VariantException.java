package io.github.normwright.processor.validate;

import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A variant did something that no variant may do. */
final class VariantException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Message code;

    /** A message whose first argument is the class of the variant. */
    VariantException(Message message, Variant variant, Object... arguments) {
        super(message.text(withClass(variant, arguments)));
        this.code = message;
    }

    private static Object[] withClass(Variant variant, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(variant.getClass().getName()));
        all.addAll(Arrays.asList(arguments));
        return all.toArray();
    }

    /** The code of the message. */
    String code() {
        return code.code();
    }
}
