package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;

/**
 * Writes what stands around the loops of sums over rows that are taken as one. Whatever the target, an element is added
 * to the partial sum that belongs to its place in these rows, in the order of the rows; the partial sums of a channel are
 * added at last.
 */
final class JoinedSumsEmitter {

    /** The local that holds where the last rows end that are taken as one. */
    static final String LAST_JOINED = "lastJoined";

    private final Loop channels;
    private final Loop rows;
    private final StatementEmitter statements;
    private final CodeBlock.Builder code;

    JoinedSumsEmitter(Nest nest, StatementEmitter statements, CodeBlock.Builder code) {
        this.channels = nest.loops().get(0);
        this.rows = nest.loops().get(1);
        this.statements = statements;
        this.code = code;
    }

    /**
     * Writes the loops and what stands around them.
     *
     * @param single writes single elements
     * @param loops writes the loops over all rows that are taken as one
     */
    void emit(Mode single, Runnable loops) {
        String first = Loops.from(rows);
        code.addStatement(
                "int $L = $L + ($L - $L) / $L * $L",
                LAST_JOINED,
                first,
                Loops.to(rows),
                first,
                JavaNames.joinedRows(),
                JavaNames.joinedRows());
        statements.sums().repeatParts();
        loops.run();
        code.addStatement("int $L = $L", rows.dim().index(), LAST_JOINED);
        String channel = channels.dim().index();
        code.beginControlFlow(
                "for (int $1L = 0; $1L < ($2L - $3L) * $4L; $1L++)",
                channel,
                Loops.to(rows),
                rows.dim().index(),
                JavaNames.count(channels.dim()));
        statements.at(1, single);
        statements.forElement();
        code.endControlFlow();
        statements.sums().foldRows();
    }
}
