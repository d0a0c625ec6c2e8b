package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;

/** Writes plain loops. */
final class Loops {

    /** The local that holds the first index of a strip. */
    static final String STRIP = "strip";

    /** The local that holds where a strip ends, exclusive. */
    static final String STRIP_END = "stripEnd";

    private final CodeBlock.Builder code;

    Loops(CodeBlock.Builder code) {
        this.code = code;
    }

    /** One index after the other. */
    void sequential(Loop loop, Runnable body) {
        sequential(loop, from(loop), to(loop), body);
    }

    /**
     * One index after the other, or all those at once that are joined.
     *
     * @param from where to begin, inclusive
     * @param to where to end, exclusive
     */
    void sequential(Loop loop, String from, String to, Runnable body) {
        String index = loop.dim().index();
        String advance = loop.isJoined() ? index + " += " + JavaNames.joinedRows() : index + "++";
        code.beginControlFlow("for (int $1L = $2L; $1L < $3L; $4L)", index, from, to, advance);
        body.run();
        code.endControlFlow();
    }

    /**
     * A few indices, then the next few, and in the end what is left.
     *
     * @param few how many
     * @param body writes what is done with those from {@link #STRIP} to {@link #STRIP_END}
     */
    void inStrips(Loop loop, int few, Runnable body) {
        code.beginControlFlow("for (int $1L = $2L; $1L < $3L; $1L += $4L)", STRIP, from(loop), to(loop), few);
        code.addStatement("int $L = $T.min($L + $L, $L)", STRIP_END, Math.class, STRIP, few, to(loop));
        body.run();
        code.endControlFlow();
    }

    /** The first index only. */
    void first(Loop loop, Runnable body) {
        code.addStatement("int $L = $L", loop.dim().index(), from(loop));
        body.run();
    }

    /** Where a loop begins, inclusive. */
    static String from(Loop loop) {
        return loop.isTiled() ? JavaNames.first(loop.dim()) : "0";
    }

    /** Where a loop ends, exclusive. */
    static String to(Loop loop) {
        if (loop.isTiled()) {
            return JavaNames.last(loop.dim());
        }
        return loop.dim().isKept() ? JavaNames.count(loop.dim(), loop.joined()) : JavaNames.count(loop.dim());
    }
}
