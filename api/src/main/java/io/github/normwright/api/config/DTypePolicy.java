package io.github.normwright.api.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.ParameterType;

/**
 * What a document says of types.
 *
 * @param name the policy's name there, such as {@code mixed_float16}; {@code _infer} for TensorFlow 1's null
 * @param dtype the type of input and output
 * @param parameterType whether variables hold what the input's type can hold, or every float32; never {@link
 *     ParameterType#PROFILE}. Without meaning where the dtype has 32 bits or 64
 */
public record DTypePolicy(String name, DType dtype, ParameterType parameterType) {

    /**
     * Whether layers with both policies compute the same.
     *
     * @param other another policy
     * @return true if only the names differ
     */
    public boolean isSameAs(DTypePolicy other) {
        boolean hasParameterType = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
        return dtype == other.dtype && (!hasParameterType || parameterType == other.parameterType);
    }
}
