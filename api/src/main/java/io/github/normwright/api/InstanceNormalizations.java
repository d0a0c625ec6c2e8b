package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The container of repeated {@link InstanceNormalization} annotations. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface InstanceNormalizations {
    /**
     * The layers.
     *
     * @return one annotation for each layer, each with its own {@link InstanceNormalization#name() name}
     */
    InstanceNormalization[] value();
}
