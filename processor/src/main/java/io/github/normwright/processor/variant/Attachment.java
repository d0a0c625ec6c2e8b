package io.github.normwright.processor.variant;

import io.github.normwright.processor.ir.Factory;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.TypeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sort of objects that an annotation attaches to a variable.
 *
 * @param type the class of the run time that makes them
 * @param kinds the enum that names them
 * @param none the kind that stands for no object
 * @param custom the kind that stands for a user's class
 * @param recipes how each other kind is made
 */
record Attachment<K extends Enum<K>>(String type, Class<K> kinds, K none, K custom, Map<K, Recipe> recipes) {

    /** How one kind is made. */
    record Recipe(String method, List<Argument> arguments) {}

    /**
     * An argument.
     *
     * @param name the attribute that holds it
     * @param usual its value where the attribute is left out
     * @param range the numbers allowed
     */
    record Argument(String name, Object usual, Range range) {}

    /** Which numbers an argument may be. */
    enum Range {
        ANY("any"),
        FINITE("finite"),
        AT_LEAST_ZERO("at least 0 and finite"),
        POSITIVE("positive and finite");

        private final String text;

        Range(String text) {
            this.text = text;
        }

        boolean allows(double value) {
            return switch (this) {
                case ANY -> true;
                case FINITE -> Double.isFinite(value);
                case AT_LEAST_ZERO -> value >= 0 && Double.isFinite(value);
                case POSITIVE -> value > 0 && Double.isFinite(value);
            };
        }
    }

    /** What kind an attribute asks for. */
    K kind(Settings settings, String attribute) {
        return settings.choice(attribute + ".kind", kinds, none);
    }

    /** The object that an attribute asks for, if any. */
    Optional<Factory> factory(Settings settings, String attribute) {
        K kind = kind(settings, attribute);
        if (kind == none) {
            return Optional.empty();
        }
        if (kind == custom) {
            return settings.type(attribute + ".custom").map(value -> Factory.ofClass(value.name()));
        }
        Recipe recipe = recipes.get(kind);
        List<Object> arguments = recipe.arguments().stream()
                .map(argument -> value(settings, attribute, argument))
                .toList();
        return Optional.of(new Factory(type, recipe.method(), arguments));
    }

    private static Object value(Settings settings, String attribute, Argument argument) {
        String name = attribute + "." + argument.name();
        if (argument.usual() instanceof Double usual) {
            return settings.number(name).orElse(usual);
        }
        if (argument.usual() instanceof Long usual) {
            return settings.wideInteger(name, usual);
        }
        if (argument.usual() instanceof Integer usual) {
            return settings.integer(name, usual);
        }
        return choice(settings, name, (Enum<?>) argument.usual());
    }

    private static <E extends Enum<E>> E choice(Settings settings, String name, Enum<?> usual) {
        @SuppressWarnings("unchecked")
        E otherwise = (E) usual;
        return settings.choice(name, otherwise.getDeclaringClass(), otherwise);
    }

    /** Reports what an attribute must not say, at most one mistake. */
    void check(Settings settings, String attribute, Problems problems) {
        firstMistake(settings, attribute)
                .ifPresent(mistake -> problems.error(
                        mistake.attribute(),
                        mistake.message().code(),
                        mistake.message().text(mistake.arguments().toArray())));
    }

    private record Mistake(String attribute, Message message, List<Object> arguments) {}

    private Optional<Mistake> firstMistake(Settings settings, String attribute) {
        K kind = kind(settings, attribute);
        List<Argument> used = recipes.containsKey(kind) ? recipes.get(kind).arguments() : List.of();
        List<Mistake> mistakes = new ArrayList<>();
        for (String name : names()) {
            boolean isUsed = used.stream().anyMatch(argument -> argument.name().equals(name));
            if (settings.has(attribute + "." + name) && !isUsed) {
                mistakes.add(new Mistake(attribute + "." + name, Message.ARGUMENT_WITHOUT_USE, List.of(name, kind)));
            }
        }
        for (Argument argument : used) {
            if (value(settings, attribute, argument) instanceof Double number
                    && !argument.range().allows(number)) {
                mistakes.add(new Mistake(
                        attribute + "." + argument.name(),
                        Message.ARGUMENT_RANGE,
                        List.of(argument.name(), argument.range().text, number)));
            }
        }
        bounds(settings, attribute, used).ifPresent(mistakes::add);
        type(settings, attribute, kind).ifPresent(mistakes::add);
        return mistakes.stream().findFirst();
    }

    /** The names of all arguments of all kinds. */
    private List<String> names() {
        return recipes.values().stream()
                .flatMap(recipe -> recipe.arguments().stream())
                .map(Argument::name)
                .distinct()
                .toList();
    }

    /** A lower bound is not larger than its upper bound. */
    private static Optional<Mistake> bounds(Settings settings, String attribute, List<Argument> used) {
        for (int i = 1; i < used.size(); i++) {
            Argument lower = used.get(i - 1);
            Argument upper = used.get(i);
            boolean areBounds = lower.name().startsWith("min") && upper.name().startsWith("max");
            if (areBounds) {
                double low = (Double) value(settings, attribute, lower);
                double high = (Double) value(settings, attribute, upper);
                if (low > high) {
                    String wrong = settings.has(attribute + "." + lower.name()) ? lower.name() : upper.name();
                    return Optional.of(new Mistake(
                            attribute + "." + wrong,
                            Message.ARGUMENT_BOUNDS,
                            List.of(lower.name(), upper.name(), low, high)));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Mistake> type(Settings settings, String attribute, K kind) {
        Optional<TypeValue> type = settings.type(attribute + ".custom");
        if (kind != custom) {
            return type.map(
                    value -> new Mistake(attribute + ".custom", Message.ARGUMENT_WITHOUT_USE, List.of("custom", kind)));
        }
        if (type.isEmpty()) {
            return Optional.of(new Mistake(attribute, Message.CUSTOM_MISSING, List.of()));
        }
        return type.get().isInstantiable()
                ? Optional.empty()
                : Optional.of(new Mistake(
                        attribute + ".custom",
                        Message.CUSTOM_CLASS,
                        List.of(type.get().name())));
    }
}
