/**
 * Configurations of layers: the documents in which Keras, TensorFlow and Normwright itself keep what a layer is, as trees of
 * JSON values.
 */
package io.github.normwright.api.config;
