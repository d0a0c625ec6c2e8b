package io.github.normwright.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.testing.Compiler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However many classes use a layer, a mistake in its annotation is one error: a stub takes the layer's place. */
class OneErrorTest {

    private static final int USERS = 100;

    private static final String USER = """
            package example;
            import io.github.normwright.api.*;
            import io.github.normwright.kernels.*;
            public class User%d {
                private final NormFloat32 norm = NormFloat32.create(Threads.callingThread());
                private final NormFloat32.Context context = norm.newContext();
                void use(float[] x, float[] y, float[] dy, float[] dx) {
                    NormalizationLayer<float[], float[]> layer = NormFloat32.create();
                    norm.train(x, y, 5, context);
                    norm.train(x, 1, y, 2, 5, context);
                    norm.infer(x, y, 5);
                    norm.infer(x, 1, y, 2, 5);
                    norm.infer(x, y, 5, context);
                    norm.backward(dy, dx, context);
                    norm.backward(dy, 1, dx, 2, context);
                    layer.train(x, 0, y, 0, new int[] {5}, layer.newContext());
                    norm.gamma().add(-0.1, context.gammaGradient());
                    norm.beta().add(-0.1, context.betaGradient());
                    System.out.println(norm.name() + norm.shape() + norm.variables() + norm.kernel()
                            + context.gradient("gamma"));
                    %s
                }
            }
            """;

    /** What only batch normalization has. */
    private static final String STATISTICS = """
            Variable<float[]> mean = norm.movingMean();
            double count = context.batchStatistics().count(0);
            System.out.println(count + " " + norm.movingVariance() + mean);
            """;

    private static String user(int number, String annotation) {
        return USER.formatted(number, annotation.startsWith("@BatchNormalization") ? STATISTICS : "");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("@BatchNormalization(shape = {-1, 8}, epsilon = 0)", "[NW130]"),
                Arguments.of("@BatchNormalization(shape = {-1, 8}, dtypes = {})", "[NW106]"),
                Arguments.of("@BatchNormalization(shape = {}, axis = 3)", "[NW110]"),
                Arguments.of("@BatchNormalization(shape = {-1, 8}, axis = {})", "[NW120]"),
                Arguments.of("@BatchNormalization(shape = {-1, 8}, momentum = 0.0 / 0)", "[NW132]"),
                Arguments.of("@LayerNormalization(shape = {-1, 8}, epsilon = 0)", "[NW130]"),
                Arguments.of("@GroupNormalization(shape = {-1, 8}, groups = 3)", "[NW182]"),
                Arguments.of("@InstanceNormalization(shape = {8, 8}, axis = {0, 1})", "[NW181]"),
                // Mistakes that the compiler finds itself, and still runs processors.
                Arguments.of("@BatchNormalization(shape = {-1, EIGHT})", "EIGHT"),
                Arguments.of("@BatchNormalization(axis = 1)", "[NW108]"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void oneMistakeIsOneErrorWithAHundredUsers(String annotation, String part) {
        List<String> sources = new ArrayList<>();
        sources.add("package example;\nimport io.github.normwright.api.*;\n" + annotation + "\ninterface Norm {}\n");
        for (int i = 0; i < USERS; i++) {
            sources.add(user(i, annotation));
        }
        for (Compiler compiler : Compiler.values()) {
            List<String> errors = compiler.compile(List.of(), sources.toArray(String[]::new)).stream()
                    .filter(finding -> finding.kind() == Diagnostic.Kind.ERROR)
                    .map(Compiler.Finding::message)
                    .toList();
            assertEquals(1, errors.size(), compiler + ": " + errors);
            assertEquals(true, errors.get(0).contains(part), compiler + ": " + errors);
        }
    }

    /** What the stub offers is what the layer offers: the users compile against either. */
    @ParameterizedTest
    @MethodSource("layers")
    void usersCompileAgainstTheLayer(String annotation) {
        String norm = "package example;\nimport io.github.normwright.api.*;\n" + annotation + "\ninterface Norm {}\n";
        for (Compiler compiler : Compiler.values()) {
            assertEquals(List.of(), compiler.compile(List.of(), norm, user(1, annotation)), compiler.toString());
        }
    }

    static Stream<String> layers() {
        return Stream.of(
                "@BatchNormalization(shape = {-1, 8})",
                "@LayerNormalization(shape = {-1, 8})",
                "@GroupNormalization(shape = {-1, 8}, groups = 2)",
                "@InstanceNormalization(shape = {-1, 8, 4}, axis = 1)");
    }
}
