/**
 * What a user of Normwright writes and sees: the annotations that specify a normalization layer, the small enums they
 * use, and the interfaces that every generated layer implements.
 *
 * <p>Takes nothing from any other package and depends on nothing but the JDK. The annotation processor reads these
 * types, the generated code implements them.
 */
package io.github.normwright.api;
