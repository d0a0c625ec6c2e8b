package com.example.filterresponse;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Several filter response normalizations on one type, each with a name of its own. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FilterResponseNormalizations {

    /**
     * The layers.
     *
     * @return one annotation for each
     */
    FilterResponseNormalization[] value();
}
