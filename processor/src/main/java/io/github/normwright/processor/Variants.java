package io.github.normwright.processor;

import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.write.Reporter;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variants on the processor path, those of strangers among them. One that cannot be used is reported and left out, so
 * that the others work.
 */
final class Variants {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private final Map<String, Variant> byAnnotation = new TreeMap<>();
    private final Reporter reporter;

    private Variants(Reporter reporter) {
        this.reporter = reporter;
    }

    /** Loads what the services of a loader name, by annotation. */
    static Map<String, Variant> load(ClassLoader loader, Reporter reporter) {
        Variants variants = new Variants(reporter);
        variants.add(ServiceLoader.load(Variant.class, loader).iterator());
        return variants.byAnnotation;
    }

    private void add(Iterator<Variant> providers) {
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                add(providers.next());
            } catch (ServiceConfigurationError broken) {
                reporter.fail(Message.VARIANT_PROVIDER, text(broken));
            }
        }
    }

    private void add(Variant variant) {
        try {
            check(variant);
        } catch (RuntimeException | LinkageError failure) {
            refuse(variant, "failed with " + failure);
        }
    }

    private void check(Variant variant) {
        String annotation = variant.annotation();
        List<String> names = variant.variableNames();
        if (annotation == null || !NAME.matcher(annotation).matches()) {
            refuse(variant, "gives annotation() as " + annotation + ", which is not the name of an annotation");
        } else if (Objects.requireNonNullElse(variant.title(), "").isBlank()) {
            refuse(variant, "gives no title()");
        } else if (names == null || names.stream().anyMatch(Objects::isNull)) {
            refuse(variant, "gives variableNames() as " + names + "; a layer without variables has an empty list");
        } else {
            claim(annotation, variant);
        }
    }

    /** Of two variants for one annotation, the one whose class comes first by its name stays. */
    private void claim(String annotation, Variant variant) {
        Variant other = byAnnotation.get(annotation);
        if (other == null) {
            byAnnotation.put(annotation, variant);
            return;
        }
        List<Variant> both = List.of(other, variant).stream()
                .sorted(Comparator.comparing(Variants::name))
                .toList();
        byAnnotation.put(annotation, both.get(0));
        reporter.fail(Message.VARIANT_TWICE, annotation, name(both.get(0)), name(both.get(1)));
    }

    private void refuse(Variant variant, String what) {
        reporter.fail(Message.VARIANT_PROVIDER, name(variant) + " " + what);
    }

    private static String name(Variant variant) {
        return variant.getClass().getName();
    }

    private static String text(ServiceConfigurationError broken) {
        String cause = broken.getCause() == null ? "" : " (" + broken.getCause() + ")";
        return broken.getMessage() + cause;
    }
}
