package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.plan.Buffer;
import java.util.function.Function;

/** How a target writes operations on several elements at once. It knows nothing of loops, layouts or formulas. */
interface LaneTarget {

    /** Into how many interleaved parts a lane of a sum falls, so that additions need not wait for one another. */
    int SUM_PARTS = 2;

    /** What the names of sums over a single run end in. */
    String OF_RUN = "OfRun";

    /** What the names of sums end in to which the rest of a run is added. */
    String OF_REST = "OfRest";

    /** The type of a value that holds an element for each lane. */
    TypeName laneType();

    /** How many lanes there are, as Java. */
    String lanes();

    /** How many registers share the inner loops of a block of lanes. */
    int blockRegisters();

    /** How many do where lanes are as many as a sum has, for machines have more registers then; 0 if not more. */
    int wideBlockRegisters();

    /**
     * How many neighbouring rows share a loop that does little for each of them.
     *
     * @param loads how many values of this target each row loads
     */
    int rowsInLoop(int loads);

    /** How many neighbouring rows share a loop that would take some number of them at once, at least 2. */
    int rowsAtOnce(int wanted);

    /** Whether a single number must be spread over the lanes before it can meet a value of this target. */
    boolean spreadsNumbers();

    /**
     * Elements of a buffer: an expression.
     *
     * @param steps receives what goes before
     */
    CodeBlock load(Elements elements, CodeBlock.Builder steps);

    /**
     * Writes elements of a buffer.
     *
     * @param code receives the statements
     */
    void store(Elements elements, CodeBlock value, CodeBlock.Builder code);

    /** A number in all lanes. */
    CodeBlock spread(CodeBlock number);

    /** Zero in all lanes. */
    CodeBlock zero();

    /** Adds to a sum: a statement. */
    CodeBlock add(String sum, CodeBlock value);

    /**
     * An expression.
     *
     * @param expr the expression
     * @param leaf writes its references, constants, settings and counts, as values of this target
     */
    CodeBlock write(Expr expr, Function<Expr, CodeBlock> leaf);

    /** How this target goes over the lanes of a sum along lanes. */
    Sweep sweep();

    /**
     * The sum of the lanes of a sum along lanes: an expression.
     *
     * @param lanes the array that holds the lanes
     * @param start where in it they start, as Java
     */
    CodeBlock fold(String lanes, String start);

    /**
     * The sum of the lanes of a value of this target, where one holds all of a sum: an expression.
     *
     * @param sum the local that holds the value, which may change
     * @param steps receives what goes before
     */
    CodeBlock foldInPlace(String sum, CodeBlock.Builder steps);

    /**
     * Neighbouring elements of a buffer, one for each lane.
     *
     * @param index where the first one is, as Java
     * @param copy the ending of locals that belong to these elements alone
     */
    record Elements(Buffer buffer, String index, String copy) {

        /** Those of small values, which need no locals. */
        static Elements of(Buffer values, String index) {
            return new Elements(values, index, "");
        }

        /** A local that has to do with these elements. */
        String local(String what) {
            return buffer.name() + what + copy;
        }
    }

    /**
     * How a target goes over the lanes of a sum along lanes.
     *
     * @param step how many lanes a sweep takes, as Java
     * @param registers in how many registers they are
     * @param isVector whether a sweep is a vector: the parts of its lanes are summed in one loop, rather than one after the
     *     other, and it may hold all lanes, so that {@code LANES == SUM_LANES}
     */
    record Sweep(String step, int registers, boolean isVector) {}
}
