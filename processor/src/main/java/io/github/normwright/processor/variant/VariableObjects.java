package io.github.normwright.processor.variant;

import io.github.normwright.api.InitializerKind;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RegularizerKind;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Factory;
import io.github.normwright.processor.ir.Variable.Attachments;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The initializers, regularizers and constraints of a batch normalization's variables. */
final class VariableObjects {

    private final Settings settings;
    private final List<Integer> shape;
    private final boolean losesPenalty;

    /**
     * @param settings the layer's attributes
     * @param shape the shape of the variables as these objects see it
     * @param losesPenalty whether regularizers have no effect
     */
    VariableObjects(Settings settings, List<Integer> shape, boolean losesPenalty) {
        this.settings = settings;
        this.shape = List.copyOf(shape);
        this.losesPenalty = losesPenalty;
    }

    /** Those of a batch normalization. Keras 3 counts the penalties of trainable variables only (SEMANTICS 3.5). */
    static VariableObjects ofBatchNormalization(VariantSpec spec) {
        boolean losesPenalty = spec.settings().choice("profile", Profile.class) == Profile.KERAS_3
                && Freezing.of(spec.settings()).parameters();
        return new VariableObjects(spec.settings(), shape(spec), losesPenalty);
    }

    /** Those of gamma or beta. */
    Attachments ofParameter(String name) {
        Optional<Factory> regularizer = AttachmentKinds.REGULARIZER.factory(settings, name + "Regularizer");
        return new Attachments(
                AttachmentKinds.INITIALIZER.factory(settings, name + "Initializer"),
                losesPenalty ? Optional.empty() : regularizer,
                AttachmentKinds.CONSTRAINT.factory(settings, name + "Constraint"),
                shape);
    }

    /** That of a moving statistic. */
    Attachments ofStatistic(String attribute) {
        return attachments(AttachmentKinds.INITIALIZER.factory(settings, attribute));
    }

    /** That of a standard deviation, which starts with the square root of what its variance starts with. */
    Attachments ofStddev(String attribute) {
        return attachments(AttachmentKinds.INITIALIZER
                .factory(settings, attribute)
                .map(variance -> new Factory("Initializers", "squareRootOf", List.of(variance))));
    }

    private Attachments attachments(Optional<Factory> initializer) {
        return new Attachments(initializer, Optional.empty(), Optional.empty(), shape);
    }

    /** The shape of the variables in Keras (SEMANTICS 2.3 and 5): one axis, or all of them with ones on the reduced. */
    private static List<Integer> shape(VariantSpec spec) {
        boolean hasGroups = spec.settings().integer("virtualBatchSize") > 0;
        List<Integer> shape = new ArrayList<>();
        for (Axis axis : spec.space().list()) {
            boolean isKept = spec.axis().contains(axis);
            if (isKept || hasGroups || spec.axis().list().size() > 1) {
                shape.add(isKept ? ((Extent.Fixed) axis.extent()).size() : 1);
            }
        }
        if (hasGroups) {
            shape.add(1, 1);
        }
        return shape;
    }

    /**
     * Reports what the attributes must not say.
     *
     * @param parameters the names of the parameters
     * @param statistics the names of the other variables with an initializer
     * @param problems receives what is wrong
     */
    void check(List<String> parameters, List<String> statistics, Problems problems) {
        List<String> variables = new ArrayList<>(parameters);
        variables.addAll(statistics);
        for (String variable : variables) {
            String initializer = variable + "Initializer";
            AttachmentKinds.INITIALIZER.check(settings, initializer, problems);
            InitializerKind kind = AttachmentKinds.INITIALIZER.kind(settings, initializer);
            if (kind == InitializerKind.ORTHOGONAL || kind == InitializerKind.IDENTITY) {
                checkRank(initializer, kind, kind == InitializerKind.IDENTITY, problems);
            }
        }
        for (String parameter : parameters) {
            AttachmentKinds.REGULARIZER.check(settings, parameter + "Regularizer", problems);
            AttachmentKinds.CONSTRAINT.check(settings, parameter + "Constraint", problems);
            RegularizerKind kind = AttachmentKinds.REGULARIZER.kind(settings, parameter + "Regularizer");
            if (kind == RegularizerKind.ORTHOGONAL) {
                checkRank(parameter + "Regularizer", kind, true, problems);
            }
            checkAxis(parameter + "Constraint", problems);
        }
    }

    private void checkRank(String attribute, Enum<?> kind, boolean isExact, Problems problems) {
        int rank = shape.size();
        if (rank < 2 || isExact && rank > 2) {
            String wanted = isExact ? "exactly 2" : "at least 2";
            problems.error(
                    attribute + ".kind",
                    Message.ATTACHMENT_RANK.code(),
                    Message.ATTACHMENT_RANK.text(kind, wanted, shape));
        }
    }

    private void checkAxis(String attribute, Problems problems) {
        int axis = settings.integer(attribute + ".axis", 0);
        int rank = shape.size();
        if (axis < -rank || axis >= rank) {
            problems.error(
                    attribute + ".axis",
                    Message.CONSTRAINT_AXIS.code(),
                    Message.CONSTRAINT_AXIS.text(axis, shape, rank, -rank, rank - 1));
        }
    }
}
