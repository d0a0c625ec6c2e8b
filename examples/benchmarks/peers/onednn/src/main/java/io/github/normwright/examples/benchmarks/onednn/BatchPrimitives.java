package io.github.normwright.examples.benchmarks.onednn;

import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/**
 * Batch normalization. Training gives mean and variance of the batch and leaves moving statistics to the caller, where ours
 * updates them; inference is given statistics.
 */
record BatchPrimitives(engine engine, memory.desc order) implements OneDnnPrimitives {

    @Override
    public primitive training() {
        return new batch_normalization_forward(forward(true, SCALE_AND_SHIFT));
    }

    @Override
    public primitive inference() {
        return new batch_normalization_forward(
                forward(false, SCALE_AND_SHIFT | normalization_flags.use_global_stats.value));
    }

    @Override
    public primitive backward() {
        return new batch_normalization_backward(new batch_normalization_backward.primitive_desc(
                engine,
                prop_kind.backward.value,
                order,
                order,
                order,
                EPSILON,
                SCALE_AND_SHIFT,
                forward(true, SCALE_AND_SHIFT)));
    }

    private batch_normalization_forward.primitive_desc forward(boolean isTraining, int flags) {
        return new batch_normalization_forward.primitive_desc(
                engine, OneDnnPrimitives.number(isTraining), order, order, EPSILON, flags);
    }
}
