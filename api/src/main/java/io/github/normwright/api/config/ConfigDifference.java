package io.github.normwright.api.config;

/**
 * A point in which a document and a specification differ.
 *
 * @param attribute the attribute of the annotation
 * @param found what the document says, as the annotation would say it
 * @param specified what the specification says
 */
public record ConfigDifference(String attribute, String found, String specified) {

    /** Stands for an attribute that the annotation leaves out. */
    public static final String LEFT_OUT = "left out";

    @Override
    public String toString() {
        String advice = found.equals(LEFT_OUT) ? "to leave it out" : "to say " + attribute + " = " + found;
        return attribute + " is " + specified + ", and the annotation would have " + advice;
    }
}
