package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The container of repeated {@link LayerNormalization} annotations. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LayerNormalizations {
    /**
     * The layers.
     *
     * @return one annotation for each layer, each with its own {@link LayerNormalization#name() name}
     */
    LayerNormalization[] value();
}
