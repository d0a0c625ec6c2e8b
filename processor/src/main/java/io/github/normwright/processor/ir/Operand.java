package io.github.normwright.processor.ir;

/**
 * A value an algorithm is given.
 *
 * @param name its name in the formulas
 * @param axes the axes along which it varies
 * @param role where it comes from
 */
public record Operand(String name, Axes axes, Role role) {

    /** Where operands come from. */
    public enum Role {
        /** The caller's array, of the layer's dtype. */
        TENSOR,
        /** An array that the caller gives along with the tensor, of the arithmetic's type: a mask, an adjustment. */
        ARGUMENT,
        /** A variable of the layer. */
        VARIABLE,
        /** Computed by the forward algorithm, kept for the backward one. */
        SAVED
    }

    /** Whether it is the caller's. */
    public boolean isCallers() {
        return role == Role.TENSOR || role == Role.ARGUMENT;
    }
}
