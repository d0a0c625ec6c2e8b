package io.github.normwright.examples.conformance;

/** Says of a case that it is not run, and why. */
final class SkippedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SkippedException(String reason) {
        super(reason);
    }
}
