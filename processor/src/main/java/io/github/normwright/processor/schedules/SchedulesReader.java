package io.github.normwright.processor.schedules;

import io.github.normwright.api.DType;
import io.github.normwright.api.Shape;
import io.github.normwright.processor.message.DidYouMean;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.plan.cost.Choice.Decision;
import io.github.normwright.processor.plan.cost.Choices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads measured schedules, strictly: whatever it does not know is reported, once for each line. */
public final class SchedulesReader {

    /** The programs of a layer. */
    private static final List<String> PROGRAMS = List.of(
            "training",
            "trainingGradient",
            "trainingParameterGradient",
            "updates",
            "inference",
            "inferenceGradient",
            "inferenceParameterGradient");

    private static final Pattern LINE =
            Pattern.compile("(\\w+) shape=(-?\\d+(?:,-?\\d+)*) axis=(\\d+(?:,\\d+)*) (\\w+)((?: \\w+=\\w+)+)");

    /**
     * What is wrong with a line.
     *
     * @param message what kind of mistake it is
     * @param arguments what the message names
     */
    public record Mistake(Message message, List<Object> arguments) {}

    /**
     * What came out.
     *
     * @param schedules those of the lines without a mistake
     * @param mistakes those of all other lines, in order
     */
    public record Outcome(MeasuredSchedules schedules, List<Mistake> mistakes) {}

    /** Stops at the first mistake of a line. */
    private static final class MistakeException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Mistake mistake;

        MistakeException(Message message, Object... arguments) {
            this.mistake = new Mistake(message, List.of(arguments));
        }
    }

    private final String file;
    private final Map<LayerKey, Map<String, Choices>> byLayer = new TreeMap<>();
    private int number;

    private SchedulesReader(String file) {
        this.file = file;
    }

    /**
     * Reads the lines of a file.
     *
     * @param file what messages call it
     * @param lines what stands in it
     */
    public static Outcome read(String file, List<String> lines) {
        SchedulesReader reader = new SchedulesReader(file);
        List<Mistake> mistakes = new ArrayList<>();
        for (String line : lines) {
            reader.number++;
            try {
                reader.read(line.strip());
            } catch (MistakeException wrong) {
                mistakes.add(wrong.mistake);
            }
        }
        return new Outcome(new MeasuredSchedules(reader.byLayer), mistakes);
    }

    private void read(String line) throws MistakeException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new MistakeException(Message.SCHEDULES_LINE, number, file, line);
        }
        DType dtype = DType.valueOf(known("dtype", matcher.group(1), names(DType.values())));
        List<Integer> shape = integers(matcher.group(2), line);
        List<Integer> axis = integers(matcher.group(3), line);
        boolean isLayer = shape.stream().allMatch(size -> size > 0 || size == Shape.DYNAMIC)
                && axis.stream().allMatch(position -> position < shape.size());
        if (!isLayer) {
            throw new MistakeException(Message.SCHEDULES_LINE, number, file, line);
        }
        String program = known("program", matcher.group(4), PROGRAMS);
        List<Choice> choices = new ArrayList<>();
        for (String assignment : matcher.group(5).strip().split(" ")) {
            choices.add(choice(assignment, choices));
        }
        Choices before = byLayer.computeIfAbsent(new LayerKey(dtype, shape, axis), key -> new TreeMap<>())
                .putIfAbsent(program, new Choices(choices));
        if (before != null) {
            throw new MistakeException(Message.SCHEDULES_TWICE, number, file, program + " of this layer");
        }
    }

    private Choice choice(String assignment, List<Choice> before) throws MistakeException {
        String[] sides = assignment.split("=");
        List<String> keys = Arrays.stream(Decision.values()).map(Decision::key).toList();
        Decision decision = Decision.values()[keys.indexOf(known("decision", sides[0], keys))];
        if (before.stream().anyMatch(choice -> choice.decision() == decision)) {
            throw new MistakeException(Message.SCHEDULES_TWICE, number, file, decision.key());
        }
        List<String> choices = decision.choices().stream().map(Choice::name).toList();
        return Choice.valueOf(known("choice of " + decision.key(), sides[1], choices));
    }

    private String known(String what, String name, List<String> allowed) throws MistakeException {
        if (!allowed.contains(name)) {
            throw new MistakeException(
                    Message.SCHEDULES_NAME,
                    number,
                    file,
                    what,
                    name,
                    DidYouMean.question(name, allowed),
                    String.join(", ", allowed));
        }
        return name;
    }

    private List<Integer> integers(String text, String line) throws MistakeException {
        try {
            return Stream.of(text.split(",")).map(Integer::valueOf).toList();
        } catch (NumberFormatException tooLarge) {
            throw new MistakeException(Message.SCHEDULES_LINE, number, file, line);
        }
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
