/**
 * What a normalization variant implements: from a checked specification to the mathematics of a layer. Those of Normwright
 * itself are written against this package and {@link io.github.normwright.processor.ir} alone, and so are those of others:
 * an annotation, and a {@link io.github.normwright.processor.spi.Variant} that a jar on the processor path names as a
 * service. Loops, layouts, vectors, gradients, checks of arguments and the generated classes follow from the formulas.
 *
 * <h2>What is promised</h2>
 *
 * <ul>
 *   <li>This package and {@code ir} show nothing but each other, the JDK and {@code io.github.normwright.api}: no class of
 *       the compiler, of JavaPoet, or of another phase.
 *   <li>From one minor version to the next, methods and records of both packages stay, with their meaning. New operators,
 *       definitions and results may come, so a {@code switch} over them needs a default; new methods of {@code Variant}
 *       come with a default. A variant that was compiled against another version and misses something is told so, as
 *       below.
 *   <li>Generated sources may change with any version, results in the last bits only where a formula or its schedule
 *       changes. Codes of messages keep their meaning.
 *   <li>Whatever a variant does wrong, the user's compiler says so in one error with the class of the variant and the
 *       formula, NW190 to NW199, and goes on with a stub in place of the layer. No variant leads to code that does not
 *       compile, to a stack trace, or to a gradient that leaves something out.
 * </ul>
 *
 * <h2>What a variant owes</h2>
 *
 * <ul>
 *   <li>An annotation with the attributes {@code shape} and {@code axis} of type {@code int[]}, {@code dtypes} of type
 *       {@code DType[]} and {@code name} of type {@code String}, each with a default so that the processor can say what
 *       is missing. It stands on types, and may be repeatable.
 *   <li>No state: one instance serves all annotations of a compilation, and equal specifications get equal formulas.
 *   <li>{@code check} reports all that {@code algorithm} could not build, on the attribute at fault; codes of its own do
 *       not start with NW.
 *   <li>{@code algorithm} has the input {@code x} and the output {@code y}, one of each, in training and in inference.
 *       Reductions are over axes along which their value varies. Variables extend along axes of static size. Names are
 *       letters and digits that start with a small letter, and no words of Java or of the generated code.
 * </ul>
 */
package io.github.normwright.processor.spi;
