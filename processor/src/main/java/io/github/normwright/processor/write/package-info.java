/**
 * Puts files and messages where they belong: the only package that knows the {@code Filer} and the {@code Messager}.
 *
 * <p>Takes generated sources and problems; gives files, each with the annotated type as its one originating element, so
 * that incremental builds stay right.
 */
package io.github.normwright.processor.write;
