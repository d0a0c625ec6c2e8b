package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.ir.FreeNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** What threads share: each phase is done for a number of parts. Programs that do the same share a phase. */
final class Phases {

    private final Map<String, CodeBlock> parts = new LinkedHashMap<>();

    /**
     * Adds a phase.
     *
     * @param wanted what it should be called
     * @param part what is done for one part
     * @return what it is called: the name wanted, with a number if another phase has it
     */
    String add(String wanted, CodeBlock part) {
        String name = FreeNames.like(
                wanted, other -> parts.containsKey(other) && !parts.get(other).equals(part));
        parts.put(name, part);
        return name;
    }

    /** What is done for one part of each phase, by the phase's name. */
    Map<String, CodeBlock> parts() {
        return parts;
    }
}
