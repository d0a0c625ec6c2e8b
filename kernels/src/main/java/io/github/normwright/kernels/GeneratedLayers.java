package io.github.normwright.kernels;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Finds generated layers by the type that was annotated: for tools and frameworks that meet layers they do not know.
 * Other programs call {@code StemNormFloat32.create()}, which needs no lookup and is checked by the compiler.
 */
public final class GeneratedLayers {

    private GeneratedLayers() {}

    /**
     * Creates the layer that was generated for an annotated type.
     *
     * @param lookup the caller's {@link MethodHandles#lookup()}, or {@link MethodHandles#publicLookup()} for public layers
     * @param annotated the annotated type
     * @param dtype the dtype of the layer
     * @return a new layer
     * @throws IllegalStateException if there is no such layer, with what to do about it
     */
    public static NormalizationLayer<?, ?> create(MethodHandles.Lookup lookup, Class<?> annotated, DType dtype) {
        return create(lookup, annotated, "", dtype);
    }

    /**
     * Creates one of the layers that were generated for a type with several annotations.
     *
     * @param lookup the caller's {@link MethodHandles#lookup()}, or {@link MethodHandles#publicLookup()} for public layers
     * @param annotated the annotated type
     * @param name the {@code name} of the annotation
     * @param dtype the dtype of the layer
     * @return a new layer
     * @throws IllegalStateException if there is no such layer, with what to do about it
     */
    public static NormalizationLayer<?, ?> create(
            MethodHandles.Lookup lookup, Class<?> annotated, String name, DType dtype) {
        String className = className(annotated, name, dtype);
        try {
            Class<?> layer = Class.forName(className, true, annotated.getClassLoader());
            return (NormalizationLayer<?, ?>) lookup.findStatic(layer, "create", MethodType.methodType(layer))
                    .invoke();
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(explain(className, annotated), missing);
        } catch (RuntimeException | Error unchanged) {
            throw unchanged;
        } catch (Throwable unexpected) {
            throw new IllegalStateException(className + " cannot be created: " + unexpected.getMessage(), unexpected);
        }
    }

    /** The name of the generated class, as the processor makes it. */
    static String className(Class<?> annotated, String name, DType dtype) {
        String packageName = annotated.getPackageName();
        return (packageName.isEmpty() ? "" : packageName + ".")
                + simpleNames(annotated)
                + camelCase(name)
                + dtype.classNameEnding();
    }

    /** A type's name after those of the types around it. A dollar sign may belong to a name. */
    private static String simpleNames(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return (around == null ? "" : simpleNames(around)) + type.getSimpleName();
    }

    private static String camelCase(String name) {
        StringBuilder result = new StringBuilder();
        for (String part : name.split("_")) {
            if (!part.isEmpty()) {
                result.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return result.toString();
    }

    private static String explain(String className, Class<?> annotated) {
        return "There is no class " + className + " for " + annotated.getName() + ". Its dtype must be one of the"
                + " annotation's, and a name is part of it only where several annotations stand on the type. If that is"
                + " right, the annotation processor has not run. Since JDK 23, javac runs no processor that it merely"
                + " finds on the class path: name normwright-processor in the annotationProcessorPaths of the"
                + " maven-compiler-plugin, as an annotationProcessor dependency in Gradle, or with javac's"
                + " -processorpath; or pass -proc:full.";
    }
}
