package io.github.normwright.processor.spi;

/** Receives what a variant finds wrong with a specification. */
public interface Problems {

    /**
     * Reports a mistake. The compilation fails, with this message on the attribute's value, or on the annotation where
     * the attribute was left out.
     *
     * @param attribute the attribute at fault
     * @param code a stable code
     * @param text what was found, what is allowed, what to do
     */
    void error(String attribute, String code, String text);

    /** Reports something that compiles but is probably not meant; parameters as in {@link #error}. */
    void warning(String attribute, String code, String text);
}
