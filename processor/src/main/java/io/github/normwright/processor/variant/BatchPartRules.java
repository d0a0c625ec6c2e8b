package io.github.normwright.processor.variant;

import io.github.normwright.api.Fused;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What virtual batches, masks, adjustments and replicas must not be (SEMANTICS 3.8, 3.9, 5 and 6). */
final class BatchPartRules {

    private final VariantSpec spec;
    private final Settings settings;
    private final Profile profile;
    private final List<Precision> precisions;
    private final Problems problems;

    BatchPartRules(VariantSpec spec, Profile profile, List<Precision> precisions, Problems problems) {
        this.spec = spec;
        this.settings = spec.settings();
        this.profile = profile;
        this.precisions = precisions;
        this.problems = problems;
    }

    void check() {
        if (settings.integer("virtualBatchSize") != 0) {
            checkVirtualBatches();
        } else {
            checkUnused("virtualBatches", VirtualBatches.class, VirtualBatches.INTERLEAVED, "virtualBatchSize");
            checkUnused(
                    "virtualBatchUpdates", VirtualBatchUpdates.class, VirtualBatchUpdates.AVERAGED, "virtualBatchSize");
        }
        checkAdjustment();
        checkMask();
        if (settings.flag("synchronizedStatistics")) {
            checkSynchronized();
        }
        boolean isFrozen = Freezing.of(settings).statistics();
        if (isFrozen && settings.choice("nonFinite", NonFinite.class) != NonFinite.PROPAGATE) {
            error("nonFinite", Message.WITHOUT_USE, "nonFinite", "moving statistics that training updates");
        }
    }

    private void checkVirtualBatches() {
        int size = settings.integer("virtualBatchSize");
        Extent batch = spec.space().list().get(0).extent();
        boolean averages =
                settings.choice("virtualBatchUpdates", VirtualBatchUpdates.class) == VirtualBatchUpdates.AVERAGED;
        if (size < 0) {
            error("virtualBatchSize", Message.VIRTUAL_BATCH_SIZE, size);
        } else if (isUnknown() || profile == Profile.TF_LAYERS_1_4) {
            error("virtualBatchSize", Message.UNKNOWN_TO_PROFILE, "virtual batches", profile, "virtualBatchSize");
        } else if (spec.axis().contains(spec.space().list().get(0))) {
            error("axis", Message.VIRTUAL_BATCH_AXIS);
        } else if (batch instanceof Extent.Fixed fixed && fixed.size() % size != 0) {
            error("virtualBatchSize", Message.VIRTUAL_BATCH_DIVIDES, fixed.size(), size);
        } else if (!averages && settings.flag("cumulativeAverage")) {
            error("virtualBatchUpdates", Message.SEQUENTIAL_UPDATES, "cumulativeAverage = true");
        } else if (!averages && usesWeightedRenorm()) {
            error("virtualBatchUpdates", Message.SEQUENTIAL_UPDATES, "renormAlgorithm = WEIGHTED_AVERAGES");
        }
    }

    private boolean usesWeightedRenorm() {
        return settings.flag("renorm") && RenormSettings.of(settings).algorithm() == RenormAlgorithm.WEIGHTED_AVERAGES;
    }

    private void checkAdjustment() {
        if (!settings.flag("adjustment")) {
            checkUnused("adjustmentAxes", "adjustment");
        } else if (isUnknown() || profile == Profile.TF_LAYERS_1_4) {
            error("adjustment", Message.UNKNOWN_TO_PROFILE, "adjustments", profile, "adjustment");
        } else if (Profiles.isTensorFlow(profile) && settings.integer("virtualBatchSize") != 0) {
            error("adjustment", Message.NOT_IN_TENSORFLOW, "adjustment", "virtualBatchSize");
        } else {
            checkAxes("adjustmentAxes");
        }
    }

    private void checkMask() {
        if (!settings.flag("mask")) {
            checkUnused("maskAxes", "mask");
            checkUnused("maskRule", MaskRule.class, MaskRule.PROFILE, "mask");
        } else if (profile != Profile.KERAS_3 && profile != Profile.TF_KERAS) {
            error("mask", Message.UNKNOWN_TO_PROFILE, "masks", profile, "mask");
        } else if (profile == Profile.TF_KERAS && settings.integer("virtualBatchSize") != 0) {
            error("mask", Message.NOT_IN_TENSORFLOW, "mask", "virtualBatchSize");
        } else {
            checkMaskOfFusedKernel();
            checkAxes("maskAxes");
        }
    }

    private void checkMaskOfFusedKernel() {
        if (!precisions.stream().anyMatch(precision -> FusedKernel.isUsed(spec, precision))) {
            return;
        }
        if (settings.choice("fused", Fused.class) == Fused.REQUIRED) {
            error("mask", Message.MASK_FUSED);
        } else {
            problems.warning("mask", Message.MASK_IGNORED.code(), Message.MASK_IGNORED.text());
        }
    }

    private void checkSynchronized() {
        if (profile == Profile.ONNX || Profiles.isTensorFlow1(profile)) {
            error(
                    "synchronizedStatistics",
                    Message.UNKNOWN_TO_PROFILE,
                    "synchronized statistics",
                    profile,
                    "synchronizedStatistics");
        } else if (settings.integer("virtualBatchSize") != 0) {
            error("synchronizedStatistics", Message.SYNCHRONIZED_PARTS);
        }
    }

    private boolean isUnknown() {
        return profile == Profile.TORCH || profile == Profile.ONNX;
    }

    private void checkAxes(String attribute) {
        int rank = spec.space().list().size();
        Set<Integer> found = new HashSet<>();
        for (int axis : settings.integers(attribute)) {
            if (axis < -rank || axis >= rank) {
                error(attribute, Message.PART_AXIS_RANGE, attribute, axis, rank, -rank, rank - 1);
            } else if (!found.add(Math.floorMod(axis, rank))) {
                error(attribute, Message.PART_AXIS_TWICE, attribute, Math.floorMod(axis, rank));
            }
        }
    }

    private void checkUnused(String attribute, String needed) {
        if (!settings.integers(attribute).isEmpty()) {
            error(attribute, Message.WITHOUT_USE, attribute, needed + " = true");
        }
    }

    private <E extends Enum<E>> void checkUnused(String attribute, Class<E> type, E usual, String needed) {
        if (settings.choice(attribute, type) != usual) {
            error(attribute, Message.WITHOUT_USE, attribute, needed);
        }
    }

    private void error(String attribute, Message message, Object... arguments) {
        problems.error(attribute, message.code(), message.text(arguments));
    }
}
