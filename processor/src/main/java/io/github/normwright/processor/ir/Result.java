package io.github.normwright.processor.ir;

/** Something an algorithm delivers. All results use the operands as they were before any of them was delivered. */
public sealed interface Result {

    /** What is delivered. */
    Expr value();

    /** Where it goes. */
    String target();

    /** A tensor of the caller is filled. */
    record Output(String target, Expr value) implements Result {}

    /**
     * A variable of the layer gets a new value. Where the value varies along further axes, it is assigned once for each
     * index along them, in order; all updates with the same further axes find each other's variables as the assignments
     * before left them.
     */
    record Update(String target, Expr value) implements Result {}

    /**
     * A condition for the updates of variables.
     *
     * @param target what is checked, in words
     * @param value zero, or else no variable is updated and the call fails
     */
    record Check(String target, Expr value) implements Result {}

    /**
     * The gradient of a parameter, kept for the caller.
     *
     * @param axes the parameter's axes
     */
    record ParameterGradient(String target, Axes axes, Expr value) implements Result {}
}
