/**
 * Reads and writes the documents in which systems keep what a layer is.
 *
 * <p>Text is read by Jackson's streaming core, a dependency that Maven calls optional: programs that read no documents do
 * without it, and those that do name {@code com.fasterxml.jackson.core:jackson-core} themselves. One class knows it; everything
 * else works on the trees of {@link io.github.normwright.api.config.JsonValue}. Text is written without it, for no library
 * prints numbers as Python does.
 */
package io.github.normwright.kernels.config;
