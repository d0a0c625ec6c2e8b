package io.github.normwright.processor.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Attributes of annotations, as variants see them and as users write them. */
final class Attributes {

    private static final Set<String> COMMON = Set.of("shape", "axis", "dtypes", "name");

    private Attributes() {}

    /** The defaults of all attributes that a variant sees; a number that is not one stands for none. */
    static Map<String, Object> defaults(Class<? extends Annotation> annotation) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (Method method : methods(annotation)) {
            if (!COMMON.contains(method.getName())) {
                add(method.getName(), method.getDefaultValue(), defaults);
            }
        }
        return defaults;
    }

    private static void add(String name, Object value, Map<String, Object> values) {
        boolean isLeftOut = value instanceof Double number && number.isNaN();
        if (isLeftOut) {
            return;
        }
        if (value instanceof Annotation annotation) {
            values.put(name, "@" + annotation.annotationType().getSimpleName());
        } else if (value.getClass().isArray()) {
            values.put(
                    name,
                    IntStream.range(0, Array.getLength(value))
                            .mapToObj(i -> Array.get(value, i))
                            .toList());
        } else {
            values.put(name, value);
        }
    }

    /** Attributes as a user writes them; a name with a dot is one of an annotation that is a value. */
    static List<String> written(Class<?> annotation, Map<String, Object> settings) {
        Map<String, Map<String, Object>> inner = new LinkedHashMap<>();
        List<String> written = new ArrayList<>();
        settings.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                written.add(name + " = " + literal(value));
            } else {
                inner.computeIfAbsent(name.substring(0, dot), each -> new LinkedHashMap<>())
                        .put(name.substring(dot + 1), value);
            }
        });
        inner.forEach((name, values) -> {
            Class<?> type = methods(annotation).stream()
                    .filter(method -> method.getName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getReturnType();
            written.add(name + " = @" + type.getSimpleName() + "(" + String.join(", ", written(type, values)) + ")");
        });
        return written;
    }

    private static List<Method> methods(Class<?> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static String literal(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(", ", "{", "}"))
                : value.toString();
    }
}
