package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import io.github.normwright.kernels.Threads;
import java.lang.reflect.InvocationTargetException;

/**
 * A layer that the processor has generated.
 *
 * @param <A> the array type of its inputs and outputs
 * @param <P> the array type of its variables
 */
public final class GeneratedLayer<A, P> implements Peer {

    private final NumberArray<A> numbers;
    private final NumberArray<P> parameters;
    private final NormalizationLayer<A, P> layer;
    private final TrainingContext<P> context;
    private final int[] dynamicDimensions;
    private final A x;
    private final A dy;
    private final A y;
    private final A dx;

    private GeneratedLayer(
            LayerSource source,
            NormalizationLayer<A, P> layer,
            NumberArray<A> numbers,
            NumberArray<P> parameters,
            A x,
            A dy) {
        this.layer = layer;
        this.numbers = numbers;
        this.parameters = parameters;
        this.x = x;
        this.dy = dy;
        int elements = source.workload().shape().elements();
        y = numbers.zeros(elements);
        dx = numbers.zeros(elements);
        context = layer.newContext();
        dynamicDimensions = source.dynamicDimensions();
    }

    /**
     * Loads a layer and gives it its variables.
     *
     * @param source the layer
     * @param tensors its numbers, whose x and dy it uses in place
     * @param loader finds the layer's class
     * @return the layer
     * @throws IllegalStateException if there is no such class
     */
    public static GeneratedLayer<?, ?> open(LayerSource source, Tensors tensors, ClassLoader loader) {
        DType dtype = source.workload().dtype();
        return open(source, tensors, loader, NumberArray.of(dtype), NumberArray.ofVariables(dtype));
    }

    @SuppressWarnings("unchecked")
    private static <A, P> GeneratedLayer<A, P> open(
            LayerSource source,
            Tensors tensors,
            ClassLoader loader,
            NumberArray<A> numbers,
            NumberArray<P> parameters) {
        NormalizationLayer<A, P> layer = (NormalizationLayer<A, P>) create(source, loader);
        GeneratedLayer<A, P> opened =
                new GeneratedLayer<>(source, layer, numbers, parameters, (A) tensors.x(), (A) tensors.dy());
        opened.set("gamma", tensors.gamma());
        opened.set("beta", tensors.beta());
        opened.set("moving_mean", tensors.movingMean());
        opened.set("moving_variance", tensors.movingVariance());
        return opened;
    }

    private static Object create(LayerSource source, ClassLoader loader) {
        Workload workload = source.workload();
        Threads threads = workload.threads() == 1 ? Threads.callingThread() : Threads.of(workload.threads());
        try {
            return Class.forName(source.layerName(), true, loader)
                    .getMethod("create", Threads.class)
                    .invoke(null, threads);
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("expected a compiled layer " + source.layerName(), e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(source.layerName() + " cannot be created", e.getCause());
        }
    }

    private void set(String variable, double[] values) {
        layer.variables().stream()
                .filter(candidate -> candidate.name().equals(variable))
                .forEach(found -> found.set(parameters.rounded(values)));
    }

    /** The width of the vectors of the layer's kernel in bits, 0 for a scalar kernel. */
    public int vectorBits() {
        return layer.kernel().vectorBits();
    }

    @Override
    public Runnable call(Direction direction) {
        return switch (direction) {
            case TRAIN -> () -> layer.train(x, 0, y, 0, dynamicDimensions, context);
            case INFER -> () -> layer.infer(x, 0, y, 0, dynamicDimensions);
            case BACKWARD -> () -> layer.backward(dy, 0, dx, 0, context);
        };
    }

    @Override
    public double[] output(Output output) {
        return switch (output) {
            case Y -> numbers.values(y);
            case DX -> numbers.values(dx);
            case GAMMA_GRADIENT -> parameters.values(context.gradient("gamma"));
            case BETA_GRADIENT -> parameters.values(context.gradient("beta"));
        };
    }
}
