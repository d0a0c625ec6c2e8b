package io.github.normwright.processor.validate;

import io.github.normwright.api.DType;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.read.RawSpec;
import io.github.normwright.processor.read.RawValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The attributes that every annotation of a variant declares, under the same names and with the same types. */
public enum CommonAttribute {
    SHAPE("int[]") {
        @Override
        boolean fits(Object value) {
            return isListOf(value, Integer.class::isInstance);
        }
    },
    AXIS("int[]") {
        @Override
        boolean fits(Object value) {
            return isListOf(value, Integer.class::isInstance);
        }
    },
    DTYPES("DType[]") {
        @Override
        boolean fits(Object value) {
            List<String> names = Arrays.stream(DType.values()).map(DType::name).toList();
            return isListOf(value, names::contains);
        }
    },
    NAME("String") {
        @Override
        boolean fits(Object value) {
            return value instanceof String;
        }
    };

    private final String type;

    CommonAttribute(String type) {
        this.type = type;
    }

    abstract boolean fits(Object value);

    private static boolean isListOf(Object value, Predicate<Object> element) {
        return value instanceof List<?> list
                && list.stream().map(each -> ((RawValue) each).value()).allMatch(element);
    }

    /** Whether an annotation declares this attribute as it should be, as far as its value tells. */
    public boolean isDeclaredBy(RawSpec raw) {
        RawValue value = raw.attributes().get(attribute());
        return value != null && fits(value.value());
    }

    /** Whether one of them has a name. */
    static boolean isNamed(String attribute) {
        return Arrays.stream(values()).anyMatch(each -> each.attribute().equals(attribute));
    }

    /** The first of them that an annotation does not declare, or declares with another type. */
    static Optional<Problem> firstUndeclared(RawSpec raw) {
        return Arrays.stream(values())
                .filter(each -> !each.isDeclaredBy(raw))
                .findFirst()
                .map(each -> Problem.error(
                        raw.anchor(),
                        Message.ANNOTATION_ATTRIBUTE,
                        raw.simpleAnnotation(),
                        each.attribute(),
                        each.type,
                        found(raw.attributes().get(each.attribute()))));
    }

    private static String found(RawValue value) {
        return value == null ? "none" : "the value " + value;
    }

    private String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
