package io.github.normwright.processor.plan.cost;

import io.github.normwright.processor.plan.cost.Choice.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was chosen for a program.
 *
 * @param list at most one choice for each decision, in the order of the decisions
 */
public record Choices(List<Choice> list) {

    /** Nothing to choose, or nothing chosen yet. */
    public static final Choices NONE = new Choices(List.of());

    public Choices {
        list = list.stream().sorted().toList();
        if (list.stream().map(Choice::decision).distinct().count() < list.size()) {
            throw new IllegalArgumentException("two choices for one decision in " + list);
        }
    }

    /** Some choices. */
    public static Choices of(Choice... choices) {
        return new Choices(List.of(choices));
    }

    public boolean has(Choice choice) {
        return list.contains(choice);
    }

    /** What was chosen for a decision, if anything. */
    public Optional<Choice> of(Decision decision) {
        return list.stream().filter(choice -> choice.decision() == decision).findFirst();
    }

    /** The same with another choice. */
    Choices and(Choice choice) {
        List<Choice> all = new ArrayList<>(list);
        all.add(choice);
        return new Choices(all);
    }

    /** Those of these that are among others. */
    public Choices intersection(Choices others) {
        return new Choices(list.stream().filter(others::has).toList());
    }

    /** Whether these take the same choice wherever both choose. */
    public boolean agreesWith(Choices other) {
        return other.list.stream()
                .allMatch(choice ->
                        of(choice.decision()).filter(own -> own != choice).isEmpty());
    }

    /** All ways to make some decisions. */
    public static List<Choices> all(Collection<Decision> decisions) {
        List<Choices> all = List.of(NONE);
        for (Decision decision : decisions) {
            all = all.stream()
                    .flatMap(some -> decision.choices().stream().map(some::and))
                    .toList();
        }
        return all;
    }

    /** As files have it: each decision with what was chosen. */
    @Override
    public String toString() {
        return list.stream()
                .map(choice -> choice.decision().key() + "=" + choice)
                .collect(Collectors.joining(" "));
    }
}
