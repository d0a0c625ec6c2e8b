package io.github.normwright.examples.benchmarks.onednn;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.layer_normalization_backward;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/** Layer normalization of rows and, by a flag, RMS normalization. */
record LayerPrimitives(engine engine, memory.desc order, int flags) implements OneDnnPrimitives {

    @Override
    public primitive training() {
        return new layer_normalization_forward(forward(true));
    }

    @Override
    public primitive inference() {
        return new layer_normalization_forward(forward(false));
    }

    @Override
    public primitive backward() {
        return new layer_normalization_backward(new layer_normalization_backward.primitive_desc(
                engine, prop_kind.backward.value, order, order, order, EPSILON, flags, forward(true)));
    }

    private layer_normalization_forward.primitive_desc forward(boolean isTraining) {
        return new layer_normalization_forward.primitive_desc(
                engine, OneDnnPrimitives.number(isTraining), order, order, EPSILON, flags);
    }
}
