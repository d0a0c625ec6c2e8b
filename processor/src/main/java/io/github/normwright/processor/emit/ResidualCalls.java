package io.github.normwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.grad.ReverseMode;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods of a layer that tell it from one without a second input. */
final class ResidualCalls {

    private final LayerModel model;
    private final ElementType type;

    ResidualCalls(LayerModel model) {
        this.model = model;
        this.type = model.type();
    }

    /** The tensors of a backward call that fills the gradients of both inputs. */
    static TensorParameters allGradients(ElementType type) {
        return new TensorParameters(
                List.of(
                        ReverseMode.OUTPUT_GRADIENT,
                        ReverseMode.INPUT_GRADIENT,
                        ReverseMode.gradientOf(LayerAlgorithm.RESIDUAL)),
                type);
    }

    /** The calls of other layers, which lack the residual. */
    List<MethodSpec> refused() {
        TensorParameters forward = new TensorParameters(List.of(LayerAlgorithm.INPUT, LayerAlgorithm.OUTPUT), type);
        TensorParameters backward =
                new TensorParameters(List.of(ReverseMode.OUTPUT_GRADIENT, ReverseMode.INPUT_GRADIENT), type);
        TypeName sizes = ArrayTypeName.of(TypeName.INT);
        TypeName context = JavaTypes.trainingContext(type);
        List<MethodSpec> refused = new ArrayList<>();
        refused.add(MethodSpec.methodBuilder("hasResidual")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(TypeName.BOOLEAN)
                .addStatement("return true")
                .build());
        refused.add(refused("train", forward)
                .addParameter(sizes, "dynamicDimensions")
                .addParameter(context, "context")
                .build());
        refused.add(refused("infer", forward)
                .addParameter(sizes, "dynamicDimensions")
                .build());
        refused.add(refused("infer", forward)
                .addParameter(sizes, "dynamicDimensions")
                .addParameter(context, "context")
                .build());
        if (model.hasResidualGradient()) {
            refused.add(refused("backward", backward)
                    .addParameter(context, "context")
                    .build());
        }
        return refused;
    }

    private MethodSpec.Builder refused(String name, TensorParameters tensors) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addStatement(
                        "throw new $T($Z$S)",
                        UnsupportedOperationException.class,
                        model.names().name() + " adds a residual: expected the call of " + name + " that takes "
                                + (name.equals("backward") ? "dResidual" : "one"));
        tensors.addWithOffsets(method);
        return method;
    }
}
