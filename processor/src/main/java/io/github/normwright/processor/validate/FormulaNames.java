package io.github.normwright.processor.validate;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names formulas may use: they become locals, parameters, fields, methods and constants of generated code, and must
 * not meet those that are there already.
 */
final class FormulaNames {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

    /** The words of the language that look like names. */
    private static final Set<String> KEYWORDS = words("abstract assert boolean break byte case catch char class const"
            + " continue default do double else enum extends false final finally float for goto if implements import"
            + " instanceof int interface long native new null package private protected public return short static"
            + " strictfp super switch synchronized this throw throws transient true try void volatile while");

    /** What generated code calls its own locals, parameters, fields and constants. */
    private static final Pattern TAKEN = Pattern.compile(
            "aligned|apart|argument|array|batch|cause|(channel|group|inner|member|outer|row|sample)[0-9]*Tiles?[0-9]*|computedFor[0-9]*"
                    + "|condition|constant|context|dimension[0-9]+|dx|dy|dynamicDimensions|edge|elements?|end|first|firstOfFour|forward|fours"
                    + "|half|has(Gradients|PendingUpdates)|inRegister|index|inferenceContexts|inferred|inner(Size)?|isOverwritten|kernel"
                    + "|(joined|wrapped)(Channels|Groups|InnerSize|Members|OuterSize|Rows|Samples)[0-9]*"
                    + "|(first|last)(Channel|Group|Inner|Member|Outer|Row|Sample)[0-9]*"
                    + "|(channel|group|inner|member|outer|row|sample)[0-9]*(Rest|To(End|Start))|lanes?|lanesStart|lastFull|layer|lead|nothing|one"
                    + "|otherwise|(channel|group|member|outer|row|sample)s?[0-9]*|outerSize[0-9]*|own(sVariables)?|pairs"
                    + "|parameter|phase|pivots|quartersStart|replicas?|reuse|rowsApart|sharesTiles?|species|strip(End)?|sumLanes|then|threads|tiles?|trained|two"
                    + "|values?|variables|zero|[xy]");

    /** What generated code calls the locals of a mean and a variance. */
    private static final Set<String> TAKEN_BY_MOMENTS =
            words("deviation deviationSum deviationSumLane deviationSumLanes deviationSumLanesOfRow deviationSumOfRow"
                    + " moments pivot pivotOfRow squareSum squareSumLane squareSumLanes squareSumLanesOfRow squareSumOfRow"
                    + " weightSumLane weightSumLanes");

    /** The methods that a layer or any object has. */
    private static final Set<String> METHODS = words("addPenaltyGradients applyConstraints backward clone create equals"
            + " finalize getClass hashCode infer kernel name newContext notify notifyAll penalty shape toString train"
            + " variables wait");

    /** How generated code calls what belongs to a value. */
    private static final Pattern ENDING = Pattern.compile(
            "s|Bits(AsFloats|Clamped|Magnitude|Raised|Rounded|Upper)?[0-9]*|[0-9]*Lanes?|LanesOfRow|Moments|Offset|Of(Rest|Row|Run[0-9]+)|Part(s|Lanes?)?[0-9]*|PartOf(Rest|Run[0-9]+)|Start|Tiles|(Part)?Turn|Value[0-9]*|[0-9]+");

    private FormulaNames() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /**
     * What is wrong with the name of an operand, a definition or a setting.
     *
     * @param hasMoments whether there are means and variances
     */
    static Optional<String> mistakeIn(String name, boolean hasMoments) {
        if (name == null || !NAME.matcher(name).matches()) {
            return Optional.of(
                    "the name " + name + " must consist of letters and digits and start with a small letter");
        }
        if (KEYWORDS.contains(name)) {
            return Optional.of("the name " + name + " is a word of the Java language");
        }
        boolean isTaken = TAKEN.matcher(name).matches() || hasMoments && TAKEN_BY_MOMENTS.contains(name);
        return isTaken
                ? Optional.of("the name " + name + " is one that generated code needs for itself")
                : Optional.empty();
    }

    /** The name, if any, that generated code would take for something that belongs to another. */
    static Optional<String> mistakenFor(String name, Collection<String> others) {
        return others.stream()
                .filter(other -> !other.equals(name))
                .filter(other -> name.startsWith(other)
                                && ENDING.matcher(name.substring(other.length()))
                                        .matches()
                        || name.equals("new" + capitalized(other))
                        || name.equals("wrapped" + capitalized(other)))
                .findFirst();
    }

    /** Whether every layer has a method of the name of a variable. */
    static boolean isMethod(String name) {
        return METHODS.contains(name);
    }

    private static String capitalized(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
