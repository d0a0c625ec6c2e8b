package io.github.normwright.examples.modelfiles;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Variable;
import io.github.normwright.examples.modelfiles.format.ElementType;
import io.github.normwright.examples.modelfiles.format.Origin;
import io.github.normwright.examples.modelfiles.format.Tensor;
import io.github.normwright.examples.modelfiles.format.TensorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variables of generated layers: loads them from models, and takes them out again. */
public final class LayerVariables {

    private LayerVariables() {}

    /**
     * Sets the variables of a generated layer to those of a layer of a model. Everything is read and compared first: the names,
     * the shapes, and whether the generated variables can hold every number of the model's.
     *
     * @param model the model
     * @param pathOrName the layer's path in it, or its name
     * @param target the generated layer
     * @throws io.github.normwright.examples.modelfiles.format.ModelFileException if something does not match, with both sides;
     *     nothing is changed then
     * @throws IOException if the file cannot be read; nothing is changed then
     */
    public static void load(Model model, String pathOrName, NormalizationLayer<?, ?> target) throws IOException {
        ModelLayer source = model.layer(pathOrName);
        Origin place = model.place(source);
        if (source.problem().isPresent()) {
            throw place.refuse("%s", source.problem().get());
        }
        List<String> wanted = target.variables().stream().map(Variable::name).toList();
        Set<String> found = source.variables().keySet();
        if (!Set.copyOf(wanted).equals(found)) {
            throw place.refuse(
                    "has the variables %s, but the generated layer %s has %s; center, scale and renorm must be the same",
                    found, Origin.quoted(target.name()), wanted);
        }
        List<Runnable> changes = new ArrayList<>();
        for (Variable<?> variable : target.variables()) {
            changes.add(change(model, source, variable));
        }
        changes.forEach(Runnable::run);
    }

    /** Checks a variable, and reads what it is to be set to. */
    private static Runnable change(Model model, ModelLayer source, Variable<?> variable) throws IOException {
        TensorInfo info = model.info(source, variable.name());
        ElementType type = type(variable);
        String both = "%s is %s in the model, but %s %s in the generated layer"
                .formatted(variable.name(), info, type, variable.shape());
        if (!withoutOnes(info.shape()).equals(withoutOnes(variable.shape()))) {
            throw model.place(source).refuse("%s: the shapes differ", both);
        }
        if (!info.type().isFloating() || !info.type().fitsInto(type)) {
            throw model.place(source)
                    .refuse("%s, which cannot hold all its numbers: its dtypes should be others", both);
        }
        return change(variable, model.read(source, variable.name()));
    }

    private static Runnable change(Variable<?> variable, Tensor tensor) {
        return type(variable) == ElementType.FLOAT32
                ? () -> floats(variable).set(tensor.toFloats())
                : () -> doubles(variable).set(tensor.toDoubles());
    }

    /** Keras keeps sizes of 1 in the variables of layers with virtual batches; they do not change the order of the values. */
    private static List<Integer> withoutOnes(List<Integer> shape) {
        return shape.stream().filter(size -> size != 1).toList();
    }

    private static ElementType type(Variable<?> variable) {
        return variable.values() instanceof double[] ? ElementType.FLOAT64 : ElementType.FLOAT32;
    }

    @SuppressWarnings("unchecked")
    private static Variable<float[]> floats(Variable<?> variable) {
        return (Variable<float[]>) variable;
    }

    @SuppressWarnings("unchecked")
    private static Variable<double[]> doubles(Variable<?> variable) {
        return (Variable<double[]>) variable;
    }

    /**
     * The variables of a generated layer as tensors, to be written into a file.
     *
     * @param layer the layer
     * @param path what to put before the names of the variables, with a dot between them
     * @return a tensor for each variable, in the layer's order
     */
    public static List<Tensor> tensors(NormalizationLayer<?, ?> layer, String path) {
        return layer.variables().stream()
                .map(variable ->
                        Tensor.of(path + "." + variable.name(), type(variable), variable.shape(), values(variable)))
                .toList();
    }

    /**
     * The variables of a generated layer, for {@link Model#copyWith}.
     *
     * @param layer the layer
     * @return the values of each variable by its name
     */
    public static Map<String, double[]> values(NormalizationLayer<?, ?> layer) {
        Map<String, double[]> values = new LinkedHashMap<>();
        layer.variables().forEach(variable -> values.put(variable.name(), values(variable)));
        return values;
    }

    private static double[] values(Variable<?> variable) {
        if (variable.values() instanceof float[] floats) {
            double[] values = new double[floats.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
            }
            return values;
        }
        return doubles(variable).values();
    }
}
