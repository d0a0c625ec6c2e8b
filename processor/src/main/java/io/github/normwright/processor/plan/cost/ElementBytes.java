package io.github.normwright.processor.plan.cost;

import io.github.normwright.processor.plan.Buffer;

/**
 * How many bytes elements have.
 *
 * @param tensor those of the caller's tensors
 * @param arithmetic those of everything else
 */
public record ElementBytes(int tensor, int arithmetic) {

    /** Whether a tensor holds what the arithmetic has computed without rounding it. */
    public boolean areAlike() {
        return tensor == arithmetic;
    }

    /** The size of an element of an array. */
    public int of(Buffer buffer) {
        return buffer.kind() == Buffer.Kind.TENSOR ? tensor : arithmetic;
    }
}
