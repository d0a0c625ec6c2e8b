package io.github.normwright.processor.testing;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.ReplicaGroup;
import io.github.normwright.api.Shape;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.kernels.Threads;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A generated layer that takes and gives doubles, whatever its dtype, and finds out the size of the batch itself. */
public final class TestedLayer {

    /** What an output array holds before a call writes to it. */
    public static final double UNTOUCHED = -77;

    private static final Map<LayerSource, Compiled> WITH_VECTORS = new ConcurrentHashMap<>();
    private static final Map<LayerSource, Compiled> WITHOUT_VECTORS = new ConcurrentHashMap<>();

    private final LayerSource source;
    private final NormalizationLayer<Object, Object> layer;
    private final ArrayType tensors;
    private final ArrayType parameters;

    @SuppressWarnings("unchecked")
    private TestedLayer(LayerSource source, Compiled compiled, Kernels kernel, Threads threads) {
        this.source = source;
        this.layer = (NormalizationLayer<Object, Object>) kernel.create(compiled, source.className(), threads);
        this.tensors = ArrayType.of(source.dtype());
        this.parameters = ArrayType.ofParameters(source.dtype());
    }

    /** A new layer; no dimension but the batch may be dynamic. */
    public static TestedLayer of(LayerSource source, Kernels kernel) {
        return of(source, kernel, Threads.callingThread());
    }

    /** A new layer that shares its work among threads; no dimension but the batch may be dynamic. */
    public static TestedLayer of(LayerSource source, Kernels kernel, Threads threads) {
        return new TestedLayer(source, WITH_VECTORS.computeIfAbsent(source, Compiled::of), kernel, threads);
    }

    /** A new layer that runs its kernel in plain Java, and need not have another; no dimension but the batch may be dynamic. */
    public static TestedLayer of(LayerSource source) {
        Compiled known = WITH_VECTORS.get(source);
        Compiled compiled = known == null ? WITHOUT_VECTORS.computeIfAbsent(source, Compiled::withoutVectors) : known;
        return new TestedLayer(source, compiled, Kernels.SCALAR, Threads.callingThread());
    }

    /** The layer itself. */
    public NormalizationLayer<Object, Object> layer() {
        return layer;
    }

    /** The values of all variables. */
    public Map<String, double[]> variables() {
        Map<String, double[]> values = new LinkedHashMap<>();
        layer.variables().forEach(variable -> values.put(variable.name(), parameters.doubles(variable.values())));
        return values;
    }

    /** The values of a variable. */
    public double[] get(String name) {
        return parameters.doubles(variable(name).values());
    }

    /** Replaces the values of a variable. */
    public TestedLayer set(String name, double... values) {
        variable(name).set(parameters.array(values));
        return this;
    }

    /** Replaces the values of all variables. */
    public TestedLayer set(Map<String, double[]> values) {
        values.forEach(this::set);
        return this;
    }

    /** A variable. */
    public Variable<Object> variable(String name) {
        return layer.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variable " + name + " in " + source));
    }

    /** Infers without a context. */
    public double[] infer(double... x) {
        Object y = tensors.array(new double[x.length]);
        layer.infer(tensors.array(x), 0, y, 0, sizes(x));
        return tensors.doubles(y);
    }

    /** A new context. */
    public Use use() {
        return new Use(layer.newContext());
    }

    /** A new context of a replica. */
    public Use use(ReplicaGroup group, int replica) {
        return new Use(layer.newContext(group, replica));
    }

    /** Values as the dtype of the tensors can hold them. */
    public double[] rounded(double... values) {
        return tensors.rounded(values);
    }

    private int[] sizes(double[] x) {
        int sample =
                source.shape().stream().filter(size -> size != Shape.DYNAMIC).reduce(1, Math::multiplyExact);
        return source.shape().contains(Shape.DYNAMIC) ? new int[] {x.length / sample} : new int[0];
    }

    /** A context of the layer, and the calls that take one. */
    public final class Use {

        private final TrainingContext<Object> context;
        private Object y;

        private Use(TrainingContext<Object> context) {
            this.context = context;
        }

        /** The context itself. */
        public TrainingContext<Object> context() {
            return context;
        }

        public double[] train(double... x) {
            y = untouched(x.length);
            layer.train(tensors.array(x), 0, y, 0, sizes(x), context);
            return output();
        }

        public double[] infer(double... x) {
            y = untouched(x.length);
            layer.infer(tensors.array(x), 0, y, 0, sizes(x), context);
            return output();
        }

        /** What the last forward call has written, even if it threw an exception. */
        public double[] output() {
            return tensors.doubles(y);
        }

        public double[] backward(double... dy) {
            Object dx = untouched(dy.length);
            layer.backward(tensors.array(dy), 0, dx, 0, context);
            return tensors.doubles(dx);
        }

        public double[] gradient(String parameter) {
            return parameters.doubles(context.gradient(parameter));
        }

        public Use argument(String name, double... values) {
            context.argument(name, parameters.array(values), 0);
            return this;
        }

        public boolean runUpdates() {
            return context.runUpdates();
        }

        private Object untouched(int length) {
            double[] values = new double[length];
            Arrays.fill(values, UNTOUCHED);
            return tensors.array(values);
        }
    }
}
