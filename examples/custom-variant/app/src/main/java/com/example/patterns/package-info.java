/**
 * A program of somebody who uses filter response normalization. Read {@link com.example.patterns.PatternNorm}, then {@link
 * com.example.patterns.Activation}, where the generated layer is used; the rest is a small network around it.
 */
package com.example.patterns;
