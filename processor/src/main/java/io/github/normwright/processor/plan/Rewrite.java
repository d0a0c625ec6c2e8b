package io.github.normwright.processor.plan;

/** One step from a plain plan to a fast one. It changes how and in which order things are done, never what is computed. */
public interface Rewrite {

    /** What it does, in a few words, as the printed plans call it. */
    String title();

    /** The program after it. */
    Program apply(Program program);
}
