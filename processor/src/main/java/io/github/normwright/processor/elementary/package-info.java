/**
 * From functions that no machine has, such as the hyperbolic tangent, to the arithmetic that every machine has.
 *
 * <p>Takes one function of one operand and gives named steps of additions, multiplications, divisions, comparisons and one
 * operation on bits. Neither {@code Math} nor the Vector API promises the same result of such a function on every machine;
 * of these steps IEEE 754 does.
 */
package io.github.normwright.processor.elementary;
