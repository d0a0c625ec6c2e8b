package io.github.normwright.examples.benchmarks.onednn;

import io.github.normwright.examples.benchmarks.workload.Workload;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.group_normalization_backward;
import org.bytedeco.dnnl.group_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/** Group normalization. */
record GroupPrimitives(engine engine, memory.desc order) implements OneDnnPrimitives {

    @Override
    public primitive training() {
        return new group_normalization_forward(forward(true));
    }

    @Override
    public primitive inference() {
        return new group_normalization_forward(forward(false));
    }

    @Override
    public primitive backward() {
        return new group_normalization_backward(new group_normalization_backward.primitive_desc(
                engine,
                prop_kind.backward.value,
                order,
                order,
                order,
                Workload.GROUPS,
                EPSILON,
                SCALE_AND_SHIFT,
                forward(true)));
    }

    private group_normalization_forward.primitive_desc forward(boolean isTraining) {
        return new group_normalization_forward.primitive_desc(
                engine, OneDnnPrimitives.number(isTraining), order, order, Workload.GROUPS, EPSILON, SCALE_AND_SHIFT);
    }
}
