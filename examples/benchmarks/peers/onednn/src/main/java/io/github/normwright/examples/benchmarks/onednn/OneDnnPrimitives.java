package io.github.normwright.examples.benchmarks.onednn;

import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/** The primitives of one kind of normalization. */
interface OneDnnPrimitives {

    /** The epsilon of all of them. */
    float EPSILON = (float) Tensors.EPSILON;

    /** What all of them are asked for: gamma and beta. */
    int SCALE_AND_SHIFT = normalization_flags.use_scale.value | normalization_flags.use_shift.value;

    /** Normalizes by the input's own statistics, and leaves these. */
    primitive training();

    /** Normalizes as a trained network does. */
    primitive inference();

    /** Gradients, from the statistics of training. */
    primitive backward();

    /** The primitives for tensors of an order. */
    static OneDnnPrimitives of(Normalization normalization, engine engine, memory.desc order) {
        return switch (normalization) {
            case BATCH -> new BatchPrimitives(engine, order);
            case LAYER -> new LayerPrimitives(engine, order, SCALE_AND_SHIFT);
            case RMS ->
                new LayerPrimitives(
                        engine, order, normalization_flags.use_scale.value | normalization_flags.rms_norm.value);
            case GROUP -> new GroupPrimitives(engine, order);
        };
    }

    /** The number that oneDNN has for training or inference. */
    static int number(boolean isTraining) {
        return (isTraining ? prop_kind.forward_training : prop_kind.forward_inference).value;
    }
}
