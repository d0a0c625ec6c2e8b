package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
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
    private final A residual;
    private final A residualGradient;

    private GeneratedLayer(
            LayerSource source,
            NormalizationLayer<A, P> layer,
            NumberArray<A> numbers,
            NumberArray<P> parameters,
            Tensors tensors,
            A y,
            A dx) {
        this.layer = layer;
        this.numbers = numbers;
        this.parameters = parameters;
        x = array(tensors.x());
        dy = array(tensors.dy());
        residual = array(tensors.residual());
        this.y = y;
        this.dx = dx;
        residualGradient =
                numbers.zeros(layer.hasResidual() ? source.workload().shape().elements() : 0);
        context = layer.newContext();
        dynamicDimensions = source.dynamicDimensions();
    }

    @SuppressWarnings("unchecked")
    private A array(Object tensor) {
        return (A) tensor;
    }

    /**
     * Loads a layer and gives it its variables.
     *
     * @param source the layer
     * @param tensors its numbers, whose x, dy and residual it uses in place
     * @param loader finds the layer's class
     * @return the layer
     * @throws IllegalStateException if there is no such class
     */
    public static GeneratedLayer<?, ?> open(LayerSource source, Tensors tensors, ClassLoader loader) {
        Workload workload = source.workload();
        NumberArray<?> numbers = NumberArray.of(workload.dtype());
        int elements = workload.shape().elements();
        return open(source, tensors, numbers.zeros(elements), numbers.zeros(elements), loader);
    }

    /**
     * Loads a layer whose outputs go to given arrays.
     *
     * @param source the layer
     * @param tensors its numbers, whose x, dy and residual it uses in place
     * @param y receives the output
     * @param dx receives the gradient of x
     * @param loader finds the layer's class
     * @return the layer
     */
    static GeneratedLayer<?, ?> open(LayerSource source, Tensors tensors, Object y, Object dx, ClassLoader loader) {
        DType dtype = source.workload().dtype();
        return open(source, tensors, y, dx, loader, NumberArray.of(dtype), NumberArray.ofVariables(dtype));
    }

    @SuppressWarnings("unchecked")
    private static <A, P> GeneratedLayer<A, P> open(
            LayerSource source,
            Tensors tensors,
            Object y,
            Object dx,
            ClassLoader loader,
            NumberArray<A> numbers,
            NumberArray<P> parameters) {
        NormalizationLayer<A, P> layer = (NormalizationLayer<A, P>) create(source, loader);
        GeneratedLayer<A, P> opened = new GeneratedLayer<>(source, layer, numbers, parameters, tensors, (A) y, (A) dx);
        opened.set("gamma", tensors.gamma());
        opened.set("beta", tensors.beta());
        opened.set("moving_mean", tensors.movingMean());
        opened.set("moving_variance", tensors.movingVariance());
        return opened;
    }

    private static Object create(LayerSource source, ClassLoader loader) {
        Threads threads = threads(source.workload());
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

    /** As many threads as a workload asks for. */
    static Threads threads(Workload workload) {
        return workload.threads() == 1 ? Threads.callingThread() : Threads.of(workload.threads());
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
    public Runnable train() {
        return layer.hasResidual()
                ? () -> layer.train(x, 0, residual, 0, y, 0, dynamicDimensions, context)
                : () -> layer.train(x, 0, y, 0, dynamicDimensions, context);
    }

    @Override
    public Runnable infer() {
        return layer.hasResidual()
                ? () -> layer.infer(x, 0, residual, 0, y, 0, dynamicDimensions)
                : () -> layer.infer(x, 0, y, 0, dynamicDimensions);
    }

    @Override
    public Runnable backward() {
        return layer.hasResidual()
                ? () -> layer.backward(dy, 0, dx, 0, residualGradient, 0, context)
                : () -> layer.backward(dy, 0, dx, 0, context);
    }

    @Override
    public double[] output(Output output) {
        return switch (output) {
            case Y -> numbers.values(y);
            case DX -> numbers.values(dx);
            case RESIDUAL_GRADIENT -> numbers.values(residualGradient);
            case GAMMA_GRADIENT -> parameters.values(context.gradient("gamma"));
            case BETA_GRADIENT -> parameters.values(context.gradient("beta"));
        };
    }
}
