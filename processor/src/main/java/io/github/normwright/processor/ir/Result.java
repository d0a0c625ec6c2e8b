package io.github.normwright.processor.ir;

/** Something an algorithm delivers. All results use the operands as they were before any of them was delivered. */
public sealed interface Result {

    /** What is delivered. */
    Expr value();

    /** Where it goes. */
    String target();

    /** A tensor of the caller is filled. */
    record Output(String target, Expr value) implements Result {}

    /** A variable of the layer gets a new value. */
    record Update(String target, Expr value) implements Result {}

    /**
     * The gradient of a parameter, kept for the caller.
     *
     * @param axes the parameter's axes
     */
    record ParameterGradient(String target, Axes axes, Expr value) implements Result {}
}
