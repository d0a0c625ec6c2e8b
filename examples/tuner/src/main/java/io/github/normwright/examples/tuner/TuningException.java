package io.github.normwright.examples.tuner;

/** Why nothing could be measured, in words for the user. */
final class TuningException extends Exception {

    private static final long serialVersionUID = 1;

    TuningException(String message) {
        super(message);
    }
}
