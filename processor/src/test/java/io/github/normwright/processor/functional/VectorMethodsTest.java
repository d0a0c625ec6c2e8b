package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No method of a vector kernel takes or gives a vector: where the JIT compiler does not make the method part of its caller, which
 * it decides anew in each process, the vector would become an object.
 */
class VectorMethodsTest {

    static Stream<LayerSource> layers() {
        return Stream.of(
                LayerSource.of(shape(DYNAMIC, 64, 7, 7), 1),
                LayerSource.of(shape(DYNAMIC, 64, 8, 8), 1),
                LayerSource.of(shape(DYNAMIC, 64, DYNAMIC, DYNAMIC), 1).as(DType.FLOAT64),
                LayerSource.of(shape(DYNAMIC, 19), -1),
                LayerSource.of(shape(DYNAMIC, 64), -1).as(DType.FLOAT16),
                LayerSource.of(shape(DYNAMIC, 64, 7, 7), 1).as(DType.BFLOAT16),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 100), -1));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void takeNoVectors(LayerSource source) throws ClassNotFoundException {
        Class<?> kernel = Compiled.of(source).newLoader().loadClass(source.className() + "VectorKernel");
        List<Method> methods = List.of(kernel.getDeclaredMethods());
        assertTrue(methods.size() > 3, methods.toString());
        assertEquals(
                List.of(),
                methods.stream().filter(VectorMethodsTest::hasVectors).toList());
    }

    private static boolean hasVectors(Method method) {
        return Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()))
                .anyMatch(type -> type.getName().matches("jdk\\.incubator\\.vector\\.\\w+Vector"));
    }
}
