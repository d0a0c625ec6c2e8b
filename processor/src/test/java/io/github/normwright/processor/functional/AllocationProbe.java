package io.github.normwright.processor.functional;

import com.sun.management.ThreadMXBean;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;

/** A program that calls a layer until its calls allocate nothing, and prints how many bytes they allocate then. */
public final class AllocationProbe {

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {5, 0, 9};
    private static final int CALLS = 3000;
    private static final int LONGEST_WARM_UP = 300;

    private AllocationProbe() {}

    /**
     * Calls a layer.
     *
     * @param arguments the name of its class
     */
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Throwable {
        Class<?> type = Class.forName(arguments[0]);
        NormalizationLayer<float[], float[]> layer = (NormalizationLayer<float[], float[]>) MethodHandles.publicLookup()
                .findStatic(type, "create", MethodType.methodType(type))
                .invoke();
        TrainingContext<float[]> context = layer.newContext();
        float[] x = new float[9 * 210];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 37 % 101) / 10f;
        }
        float[] y = new float[x.length];
        float[] dx = new float[x.length];
        int[] batch = new int[1];
        long allocated = Long.MAX_VALUE;
        long nothing = 0;
        for (int attempt = 0; attempt < LONGEST_WARM_UP && allocated > nothing; attempt++) {
            long start = MEMORY.getCurrentThreadAllocatedBytes();
            nothing = MEMORY.getCurrentThreadAllocatedBytes() - start;
            long before = MEMORY.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                batch[0] = SIZES[i % SIZES.length];
                layer.train(x, 0, y, 0, batch, context);
                layer.backward(y, 0, dx, 0, context);
                layer.infer(x, 0, y, 0, batch);
                layer.infer(x, 0, y, 0, batch, context);
                layer.backward(y, 0, dx, 0, context);
            }
            allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
        }
        System.out.println(layer.kernel());
        System.out.println(allocated - nothing + " bytes");
    }
}
