package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.ir.Expr;
import java.util.List;
import java.util.function.Function;

/** How a target writes operations on several elements at once. It knows nothing of loops, layouts or formulas. */
interface LaneTarget {

    /** Into how many interleaved parts a sum along lanes falls, so that additions need not wait for one another. */
    int SUM_REGISTERS = 4;

    /** The type of a value that holds an element for each lane. */
    TypeName laneType();

    /** How many lanes there are, as Java. */
    String lanes();

    /** How many registers share the inner loops of a block of lanes. */
    int blockRegisters();

    /** Whether a single number must be spread over the lanes before it can meet a value of this target. */
    boolean spreadsNumbers();

    /** The elements from an index on. */
    CodeBlock load(String array, String index);

    /** Writes elements from an index on. */
    CodeBlock store(String array, String index, CodeBlock value);

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

    /** How this target divides a sum along lanes among its registers. */
    SumLanes sumLanes();

    /** A statement in front of the sweeps of a sum along lanes, or nothing. */
    CodeBlock beforeSweeps(String array, String start);

    /** The statements that take the registers of one sweep to the partial sums, of which there is one per lane. */
    List<CodeBlock> endSweep(List<String> registers, String array, String start);

    /**
     * How a sum along lanes is divided. Element {@code i} of a run belongs to lane {@code i mod} four times the number of
     * lanes, whatever the target; a sweep over the run takes as many of those lanes as there are registers for.
     *
     * @param sweptLanes over how many lanes sweeps go
     * @param step how far a sweep is from the next, as Java
     * @param registers how many registers a sweep fills
     * @param stride how many lanes lie between the first lanes of two registers, as Java
     * @param endsTogether whether either all registers of a sweep have an element left, or none
     */
    record SumLanes(int sweptLanes, String step, int registers, String stride, boolean endsTogether) {}
}
