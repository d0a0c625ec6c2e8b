package io.github.normwright.processor.diagnostics;

import static io.github.normwright.processor.diagnostics.MessagesTest.layer;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in what batches consist of: renorm, virtual batches, masks, adjustments and replicas. */
final class BatchMistakes {

    private BatchMistakes() {}

    static Stream<Arguments> errors() {
        return Stream.of(
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TORCH, renorm = «true»",
                        "[NW150] the system of profile = TORCH has no batch renormalization. Leave renorm out, or"
                                + " use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.ONNX, virtualBatchSize = «2»",
                        "[NW150] the system of profile = ONNX has no virtual batches. Leave virtualBatchSize out,"
                                + " or use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_LAYERS_1_4, adjustment = «true»",
                        "[NW150] the system of profile = TF_LAYERS_1_4 has no adjustments. Leave adjustment out,"
                                + " or use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS_V1, mask = «true»",
                        "[NW150] the system of profile = TF_KERAS_V1 has no masks. Leave mask out, or use"
                                + " KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.ONNX, synchronizedStatistics = «true»",
                        "[NW150] the system of profile = ONNX has no synchronized statistics. Leave"
                                + " synchronizedStatistics out, or use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, renormMomentum = «0.9»",
                        "[NW151] renormMomentum has no effect without renorm = true. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, renormClipping = @RenormClipping(rmax = «3»)",
                        "[NW151] renormClipping.rmax has no effect without renorm = true. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, virtualBatches = «VirtualBatches.CONTIGUOUS»",
                        "[NW151] virtualBatches has no effect without virtualBatchSize. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, adjustmentAxes = «0»",
                        "[NW151] adjustmentAxes has no effect without adjustment = true. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, maskRule = «MaskRule.EXACT»",
                        "[NW151] maskRule has no effect without mask. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, trainable = false, nonFinite = «NonFinite.FAIL»",
                        "[NW151] nonFinite has no effect without moving statistics that training updates. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, virtualBatchSize = 2, adjustment = «true»",
                        "[NW152] TensorFlow refuses adjustment together with virtualBatchSize. Leave one of them out, or"
                                + " use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, virtualBatchSize = 2, mask = «true»",
                        "[NW152] TensorFlow refuses mask together with virtualBatchSize. Leave one of them out, or use"
                                + " KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, profile = Profile.TF_KERAS, fused = Fused.REQUIRED, mask = «true»",
                        "[NW168] mask has no effect with fused = REQUIRED: TensorFlow's fused kernel ignores it. Use fused"
                                + " = FORBIDDEN to have it count."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, dtypes = DType.FLOAT64, renorm = «true»",
                        "[NW153] tf-keras cannot compute renorm in float64, which dtypes names. Use profile = KERAS_3 or"
                                + " FLOAT32."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, cumulativeAverage = «true»",
                        "[NW154] cumulativeAverage cannot go with renorm, whose averages are exponential."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormMomentum = «1 / 0.0»",
                        "[NW155] renormMomentum must be finite, found Infinity. All systems use 0.99."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(rmax = «0.5», rmin = 0.7)",
                        "[NW156] rmax must be at least rmin, which is 0.7, found 0.5."),
                Arguments.of(
                        "@BatchNormalization(shape = {DYNAMIC, 4}, name = \"a\") @BatchNormalization(shape = {DYNAMIC, 8},"
                                + " name = \"b\", renorm = true, renormClipping = @RenormClipping(rmin = «-1»)) interface"
                                + " Twice {}",
                        "[NW156] rmin must be at least 0, found -1.0."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(dmax = «-1»)",
                        "[NW156] dmax must be at least 0, found -1.0."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(dmaxSchedule ="
                                + " «@LimitSchedule(lastStep = 5)»)",
                        "[NW157] renormClipping.dmaxSchedule leads to a limit that is missing. Add renormClipping.dmax."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(dmax = 5, dmaxSchedule ="
                                + " «@LimitSchedule(firstStep = 5, lastStep = 5)»)",
                        "[NW158] lastStep must be larger than firstStep, which must be at least 0; found 5 to 5."),
                layer(
                        "shape = {DYNAMIC, 4}, virtualBatchSize = «-2»",
                        "[NW160] virtualBatchSize must be positive, or 0 for the whole batch, found -2."),
                layer(
                        "shape = {8, 4}, axis = «0», virtualBatchSize = 2",
                        "[NW161] axis must not name axis 0 where virtualBatchSize cuts the batch along it."),
                layer(
                        "shape = {8, 4}, virtualBatchSize = «3»",
                        "[NW162] virtualBatchSize must divide the batch of 8, found 3."),
                layer(
                        "shape = {8, 4}, virtualBatchSize = 2, cumulativeAverage = true, virtualBatchUpdates ="
                                + " «VirtualBatchUpdates.SEQUENTIAL»",
                        "[NW163] virtualBatchUpdates = SEQUENTIAL cannot go with cumulativeAverage = true. Use AVERAGED."),
                layer(
                        "shape = {8, 4}, mask = true, maskAxes = «{0, 5}»",
                        "[NW164] maskAxes names axis 5, which is out of range: shape has rank 2, so it lies between -2 and"
                                + " 1."),
                layer(
                        "shape = {8, 4}, adjustment = true, adjustmentAxes = «{1, -1}»",
                        "[NW165] adjustmentAxes names axis 1 twice."),
                layer(
                        "shape = {DYNAMIC, 4}, virtualBatchSize = 2, synchronizedStatistics = «true»",
                        "[NW167] synchronizedStatistics cannot go with virtualBatchSize: one makes statistics of more than"
                                + " a batch, the other of less. Leave one of them out."));
    }
}
