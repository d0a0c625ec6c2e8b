package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import java.util.List;
import java.util.Random;

/** Draws specifications, as an annotation could have written them. */
final class RandomSpecification {

    private static final double[] NUMBERS = {0, 1, 0.1, 1e-5, 2.5, 1.0 / 3, 1e16, 3e-7, 12345678901.0};

    private final Random random;
    private final int rank;
    private SpecificationBuilder builder;

    private RandomSpecification(Random random) {
        this.random = random;
        this.rank = 2 + random.nextInt(4);
        this.builder = LayerSpecification.of("BatchNormalization", "Drawn", "drawn_" + random.nextInt(9));
    }

    static LayerSpecification draw(Random random) {
        return new RandomSpecification(random).specification();
    }

    private LayerSpecification specification() {
        drawShape();
        DType[] all = DType.values();
        builder.dtypes(oneIn(2) ? new DType[] {all[random.nextInt(all.length)]} : all);
        if (oneIn(2)) {
            builder.with("profile", any(Profile.values()).name());
        }
        if (oneIn(3)) {
            builder.with(
                    "parameterType",
                    any(List.of("FLOAT32", "INPUT", "PROFILE").toArray()).toString());
        }
        drawNumbers();
        drawFlags();
        drawObjects();
        if (oneIn(3)) {
            builder.with("renorm", true);
            drawLimits();
        }
        if (oneIn(4)) {
            builder.with("virtualBatchSize", 1 + random.nextInt(9));
        }
        if (oneIn(4)) {
            builder.with(
                    "fused",
                    any(List.of("AUTO", "REQUIRED", "FORBIDDEN").toArray()).toString());
        }
        if (oneIn(4)) {
            builder.with("mask", true).with("maskAxes", 0, 1).with("nonFinite", "SKIP");
        }
        return builder.build();
    }

    /** No axis but the last ones, so that virtual batches can be cut along the first. */
    private void drawShape() {
        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++) {
            shape[i] = oneIn(3) ? -1 : 1 + random.nextInt(9);
        }
        shape[rank - 1] = 3;
        shape[1] = 5;
        builder.shape(shape);
        if (oneIn(4) && rank > 2) {
            builder.with("axis", oneIn(2) ? 1 : 1 - rank, oneIn(2) ? -1 : rank - 1);
        } else if (oneIn(2)) {
            builder.with("axis", oneIn(2) ? 1 : oneIn(2) ? -1 : rank - 1);
        }
    }

    private void drawNumbers() {
        if (oneIn(2)) {
            builder.with("momentum", oneIn(2) ? random.nextDouble() : 0.9);
        }
        if (oneIn(2)) {
            builder.with("epsilon", oneIn(2) ? random.nextDouble() : 1e-5);
        }
        if (oneIn(3)) {
            builder.with("renormMomentum", random.nextDouble());
        }
    }

    private void drawFlags() {
        for (String flag : List.of("center", "scale", "trainable", "synchronizedStatistics")) {
            if (oneIn(3)) {
                builder.with(flag, random.nextBoolean());
            }
        }
    }

    private void drawLimits() {
        for (String limit : List.of("rmax", "rmin", "dmax")) {
            if (oneIn(2)) {
                builder.with("renormClipping." + limit, number());
            }
        }
    }

    private void drawObjects() {
        for (String variable : List.of("gamma", "beta", "movingMean", "movingVariance")) {
            drawObject(variable + "Initializer", ObjectFamilies.INITIALIZERS);
        }
        for (String variable : List.of("gamma", "beta")) {
            drawObject(variable + "Regularizer", ObjectFamilies.REGULARIZERS);
            drawObject(variable + "Constraint", ObjectFamilies.CONSTRAINTS);
        }
    }

    private void drawObject(String attribute, ObjectFamily family) {
        if (!oneIn(2)) {
            return;
        }
        if (oneIn(12)) {
            builder.with(attribute + ".kind", ObjectFamily.CUSTOM).with(attribute + ".custom", "com.example.Mine");
            return;
        }
        ObjectKind kind = any(family.kinds().toArray(ObjectKind[]::new));
        builder.with(attribute + ".kind", kind.constant());
        for (ObjectArgument argument : kind.arguments()) {
            if (oneIn(2)) {
                drawArgument(attribute + "." + argument.attribute(), argument);
            }
        }
    }

    private void drawArgument(String path, ObjectArgument argument) {
        switch (argument.type()) {
            case NUMBER -> builder.with(path, number());
            case SEED -> builder.with(path, random.nextLong());
            case AXIS -> builder.with(path, oneIn(2) ? 0 : -1);
            case CHOICE ->
                builder.with(path, argument.inKeras3().text().orElseThrow().toUpperCase(java.util.Locale.ROOT));
        }
    }

    private double number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
