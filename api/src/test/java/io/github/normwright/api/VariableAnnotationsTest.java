package io.github.normwright.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotations that only occur as values of others, as they do on {@link Layer}. */
class VariableAnnotationsTest {

    private static final double LEFT_OUT = Double.NaN;

    @Test
    void initializersLeftOutAreTheVariablesOwn() {
        assertEquals(
                Map.ofEntries(
                        Map.entry("kind", InitializerKind.DEFAULT),
                        Map.entry("value", LEFT_OUT),
                        Map.entry("mean", LEFT_OUT),
                        Map.entry("stddev", LEFT_OUT),
                        Map.entry("minval", LEFT_OUT),
                        Map.entry("maxval", LEFT_OUT),
                        Map.entry("scale", LEFT_OUT),
                        Map.entry("mode", VarianceScalingMode.FAN_IN),
                        Map.entry("distribution", VarianceScalingDistribution.TRUNCATED_NORMAL),
                        Map.entry("gain", LEFT_OUT),
                        Map.entry("seed", 0L),
                        Map.entry("custom", VariableInitializer.class)),
                defaults(Initializer.class));
    }

    @Test
    void regularizersLeftOutPenalizeNothing() {
        assertEquals(
                Map.of(
                        "kind",
                        RegularizerKind.NONE,
                        "l1",
                        LEFT_OUT,
                        "l2",
                        LEFT_OUT,
                        "factor",
                        LEFT_OUT,
                        "mode",
                        OrthogonalMode.ROWS,
                        "custom",
                        VariableRegularizer.class),
                defaults(Regularizer.class));
    }

    @Test
    void constraintsLeftOutAllowEverything() {
        assertEquals(
                Map.of(
                        "kind",
                        ConstraintKind.NONE,
                        "minValue",
                        LEFT_OUT,
                        "maxValue",
                        LEFT_OUT,
                        "rate",
                        LEFT_OUT,
                        "axis",
                        0,
                        "custom",
                        VariableConstraint.class),
                defaults(Constraint.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {Initializer.class, Regularizer.class, Constraint.class})
    void areForTheValuesOfOtherAnnotationsOnly(Class<?> annotation) {
        assertArrayEquals(new Object[0], annotation.getAnnotation(Target.class).value());
        assertEquals(
                RetentionPolicy.CLASS, annotation.getAnnotation(Retention.class).value());
    }

    private static Map<String, Object> defaults(Class<? extends Annotation> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .collect(Collectors.toMap(Method::getName, Method::getDefaultValue));
    }

    @interface Variables {
        Initializer[] initializers() default @Initializer;

        Regularizer[] regularizers() default @Regularizer;

        Constraint[] constraints() default @Constraint;
    }

    @Variables(
            initializers = {
                @Initializer(kind = InitializerKind.CONSTANT, value = 0.25),
                @Initializer(kind = InitializerKind.CUSTOM, custom = Halves.class),
                @Initializer(
                        kind = InitializerKind.VARIANCE_SCALING,
                        scale = 2,
                        mode = VarianceScalingMode.FAN_AVG,
                        distribution = VarianceScalingDistribution.UNIFORM,
                        seed = 7)
            },
            regularizers = @Regularizer(kind = RegularizerKind.L1_L2, l1 = 0.01, l2 = 0.03),
            constraints = @Constraint(kind = ConstraintKind.MAX_NORM, maxValue = 1, axis = -1))
    private interface Layer {}

    private static final class Halves implements VariableInitializer {

        @Override
        public void initialize(double[] values, int[] shape) {
            Arrays.fill(values, 0.5);
        }
    }
}
