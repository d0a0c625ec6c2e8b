package io.github.normwright.examples.benchmarks.onednn;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * A tensor in memory that oneDNN has allocated, aligned as it likes it. It is filled and read through a second memory in the order of a
 * Java array, if its own order is another one.
 */
final class OneDnnTensor {

    private final NumberArray<?> numbers;
    private final stream stream;
    private final memory own;
    private final memory plain;

    /**
     * Allocates a tensor.
     *
     * @param dtype its dtype
     * @param engine the CPU
     * @param stream where it is reordered
     * @param ownOrder its size and order
     * @param plainOrder its size and the order of Java arrays
     */
    OneDnnTensor(DType dtype, engine engine, stream stream, memory.desc ownOrder, memory.desc plainOrder) {
        numbers = NumberArray.of(dtype);
        this.stream = stream;
        own = new memory(ownOrder, engine);
        plain = ownOrder == plainOrder ? own : new memory(plainOrder, engine);
    }

    memory memory() {
        return own;
    }

    /** Copies an array into the tensor. */
    void write(Object array) {
        if (array instanceof float[] floats) {
            new FloatPointer(plain.get_data_handle()).put(floats);
        } else {
            new ShortPointer(plain.get_data_handle()).put((short[]) array);
        }
        if (plain != own) {
            new reorder(plain, own).execute(stream, plain, own);
        }
    }

    /** Copies the tensor out of oneDNN. */
    double[] read(int length) {
        if (plain != own) {
            new reorder(own, plain).execute(stream, own, plain);
        }
        return read(numbers, length);
    }

    private <A> double[] read(NumberArray<A> arrays, int length) {
        A array = arrays.zeros(length);
        if (array instanceof float[] floats) {
            new FloatPointer(plain.get_data_handle()).get(floats);
        } else {
            new ShortPointer(plain.get_data_handle()).get((short[]) array);
        }
        return arrays.values(array);
    }
}
