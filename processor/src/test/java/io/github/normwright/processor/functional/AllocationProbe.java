package io.github.normwright.processor.functional;

import com.sun.management.ThreadMXBean;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.kernels.Float16;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.util.Arrays;

/** A program that calls a layer until its calls allocate nothing, and prints how many bytes they allocate then. */
public final class AllocationProbe {

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {6, 0, 8};
    private static final int LENGTH = 8 * 1024;
    private static final int CALLS = 3000;
    private static final int LONGEST_WARM_UP = 300;

    private AllocationProbe() {}

    /**
     * Calls a layer.
     *
     * @param arguments the name of its class, and a second one if it takes a mask
     */
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Throwable {
        Class<?> type = Class.forName(arguments[0]);
        NormalizationLayer<Object, Object> layer = (NormalizationLayer<Object, Object>) MethodHandles.publicLookup()
                .findStatic(type, "create", MethodType.methodType(type))
                .invoke();
        boolean isShort = type.getSimpleName().endsWith("Float16");
        TrainingContext<Object> context = layer.newContext();
        float[] ones = new float[LENGTH];
        Arrays.fill(ones, 1);
        if (arguments.length > 1) {
            context.argument("mask", ones, 0);
        }
        Object x = isShort ? new short[LENGTH] : new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            float value = (i * 37 % 101) / 10f;
            if (isShort) {
                Array.setShort(x, i, Float16.fromFloat(value));
            } else {
                Array.setFloat(x, i, value);
            }
        }
        Object y = isShort ? new short[LENGTH] : new float[LENGTH];
        Object dx = isShort ? new short[LENGTH] : new float[LENGTH];
        int[] batch = new int[1];
        long allocated = Long.MAX_VALUE;
        long nothing = 0;
        for (int attempt = 0; attempt < LONGEST_WARM_UP && allocated > nothing; attempt++) {
            long start = MEMORY.getCurrentThreadAllocatedBytes();
            nothing = MEMORY.getCurrentThreadAllocatedBytes() - start;
            long before = MEMORY.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                batch[0] = SIZES[i % SIZES.length];
                if (layer.hasResidual()) {
                    callWithResidual(layer, x, y, dx, batch, context);
                } else {
                    call(layer, x, y, dx, batch, context);
                }
            }
            allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
        }
        System.out.println(layer.kernel());
        System.out.println(allocated - nothing + " bytes");
    }

    private static void call(
            NormalizationLayer<Object, Object> layer,
            Object x,
            Object y,
            Object dx,
            int[] batch,
            TrainingContext<Object> context) {
        layer.train(x, 0, y, 0, batch, context);
        layer.backward(y, 0, dx, 0, context);
        layer.infer(x, 0, y, 0, batch);
        layer.infer(x, 0, y, 0, batch, context);
        layer.backward(y, 0, dx, 0, context);
    }

    private static void callWithResidual(
            NormalizationLayer<Object, Object> layer,
            Object x,
            Object y,
            Object dx,
            int[] batch,
            TrainingContext<Object> context) {
        layer.train(x, 0, x, 0, y, 0, batch, context);
        layer.backward(x, 0, y, 0, dx, 0, context);
        layer.infer(x, 0, x, 0, y, 0, batch);
        layer.infer(x, 0, x, 0, y, 0, batch, context);
        layer.backward(x, 0, y, 0, dx, 0, context);
    }
}
