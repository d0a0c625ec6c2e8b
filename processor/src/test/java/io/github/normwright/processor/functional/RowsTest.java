package io.github.normwright.processor.functional;
