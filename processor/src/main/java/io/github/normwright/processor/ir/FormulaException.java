package io.github.normwright.processor.ir;

/** A formula that makes no sense: thrown where it is written down, with the formula in the message. */
public final class FormulaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String formula;
    private final String what;

    /**
     * What is wrong with a formula.
     *
     * @param formula the definition or result, as {@link Formulas} prints it, or the name of an operand
     * @param what what was found in it
     */
    public FormulaException(String formula, String what) {
        super("in \"" + formula + "\", " + what);
        this.formula = formula;
        this.what = what;
    }

    /** The formula. */
    public String formula() {
        return formula;
    }

    /** What is wrong with it. */
    public String what() {
        return what;
    }
}
