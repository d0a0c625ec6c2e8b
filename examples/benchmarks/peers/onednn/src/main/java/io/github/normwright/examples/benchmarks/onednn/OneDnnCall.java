package io.github.normwright.examples.benchmarks.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/**
 * A primitive with its arguments, through the C interface: it takes them from an array that is built once. On a CPU with OpenMP a
 * primitive is done when the call returns.
 */
final class OneDnnCall implements Runnable {

    // JavaCPP frees what nobody refers to.
    private final primitive owner;
    private final Map<Integer, OneDnnTensor> tensors;

    private final dnnl_primitive handle;
    private final dnnl_stream stream;
    private final dnnl_exec_arg_t arguments;
    private final int count;

    OneDnnCall(primitive primitive, stream stream, Map<Integer, OneDnnTensor> tensors) {
        owner = primitive;
        this.tensors = Map.copyOf(tensors);
        handle = owner.get();
        this.stream = stream.get();
        count = this.tensors.size();
        arguments = new dnnl_exec_arg_t(count);
        int i = 0;
        for (Map.Entry<Integer, OneDnnTensor> tensor : this.tensors.entrySet()) {
            arguments
                    .position(i++)
                    .arg(tensor.getKey())
                    .memory(tensor.getValue().memory().get());
        }
        arguments.position(0);
    }

    @Override
    public void run() {
        int status = dnnl_primitive_execute(handle, stream, count, arguments);
        if (status != 0) {
            throw new IllegalStateException("oneDNN ended with status " + status);
        }
    }
}
