package io.github.normwright.processor.emit;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * HotSpot never compiles a method of more than 8000 bytes of bytecode, and does not inline one of more than 325 into a hot
 * caller.
 */
class BytecodeBudgetTest {

    private static final int COMPILABLE = 8000;
    private static final int INLINABLE = 325;

    static Stream<LayerSource> layers() {
        return Stream.of(
                LayerSource.of(shape(DYNAMIC, 28, 28, 128), -1),
                LayerSource.of(shape(DYNAMIC, 83), -1),
                LayerSource.of(shape(DYNAMIC, 64, 56, 56), 1),
                LayerSource.of(shape(DYNAMIC, 64, DYNAMIC), 1).as(DType.FLOAT64),
                LayerSource.of(shape(DYNAMIC, 2, 3, 2, 5, 4), 1, 3, 5),
                LayerSource.of(shape(DYNAMIC, 251), -1),
                LayerSource.of(shape(DYNAMIC, 251), -1).with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(DYNAMIC, 240), -1)
                        .with("residual", true)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(DYNAMIC, 272), -1).with("residual", true).with("activation", Activation.RELU6),
                LayerSource.of(shape(DYNAMIC, 257), -1)
                        .with("residual", true)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(DYNAMIC, 257), -1)
                        .as(DType.FLOAT64)
                        .with("residual", true)
                        .with("activation", Activation.RELU6),
                LayerSource.of(shape(DYNAMIC, 272), -1).with("residual", true).with("activation", Activation.GELU),
                LayerSource.of(shape(DYNAMIC, 64, DYNAMIC), 1)
                        .as(DType.FLOAT64)
                        .with("residual", true)
                        .with("activation", Activation.GELU),
                LayerSource.of(shape(DYNAMIC, 64, 4, 14), 1)
                        .as(DType.FLOAT16)
                        .with("residual", true)
                        .with("activation", Activation.GELU),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 701), -1)
                        .as(DType.FLOAT16)
                        .with("residual", true)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 301), -1)
                        .as(DType.FLOAT64)
                        .with("residual", true)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 768), -1)
                        .as(DType.FLOAT16)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(2, 2, 3, 2, 5, 4), 0, 2, 4)
                        .with("profile", Profile.TORCH)
                        .with("cumulativeAverage", true));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void methodsStayWithinTheirBudgets(LayerSource source) {
        sizes(Compiled.of(source)).forEach((method, size) -> {
            assertTrue(size <= COMPILABLE, method + " has " + size + " bytes");
            // Passes over the data are compiled on their own; what calls them runs once a call and is inlined or not.
            boolean isKernel = method.contains("Kernel.");
            assertTrue(isKernel || size <= INLINABLE, method + " has " + size + " bytes");
        });
    }

    private static Map<String, Integer> sizes(Compiled compiled) {
        Map<String, Integer> sizes = new TreeMap<>();
        compiled.classes()
                .forEach((className, bytes) ->
                        new ClassReader(bytes).accept(new SizeVisitor(className, sizes), ClassReader.SKIP_DEBUG));
        return sizes;
    }

    private static final class SizeVisitor extends ClassVisitor {

        private final String className;
        private final Map<String, Integer> sizes;

        SizeVisitor(String className, Map<String, Integer> sizes) {
            super(Opcodes.ASM9);
            this.className = className;
            this.sizes = sizes;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new CodeSizeEvaluator(Opcodes.ASM9, null) {
                @Override
                public void visitEnd() {
                    sizes.put(className + "." + name + descriptor, getMaxSize());
                }
            };
        }
    }
}
