package io.github.normwright.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tables of {@code docs/arguments.md}.
 *
 * @param sections all of them, in order
 */
record ArgumentsTable(List<Section> sections) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINE_OF_DASHES = Pattern.compile("\\|(?: -+ \\|)+");

    /**
     * What stands under a heading.
     *
     * @param heading the heading
     * @param lines what is neither heading nor table
     * @param header the first line of the table
     * @param rows those below it; empty if there is no table
     */
    record Section(String heading, List<String> lines, Row header, List<Row> rows) {

        boolean hasTable() {
            return !rows.isEmpty();
        }

        /** What is in code font on the lines that say which profile to use. */
        List<String> profiles() {
            return lines.stream()
                    .dropWhile(line -> !line.startsWith("Profile: "))
                    .limit(1)
                    .flatMap(line -> code(line).stream())
                    .filter(word -> word.matches("[A-Z0-9_]+"))
                    .toList();
        }

        @Override
        public String toString() {
            return heading;
        }
    }

    /**
     * A row of a table.
     *
     * @param heading the heading it stands under
     * @param cells its cells
     */
    record Row(String heading, List<String> cells) {

        String argument() {
            return cells.get(0);
        }

        String here() {
            return cells.get(2);
        }

        String proof() {
            return cells.get(3);
        }

        @Override
        public String toString() {
            return "\"" + cells.get(0) + "\" under \"" + heading + "\"";
        }
    }

    static ArgumentsTable parse(List<String> lines) {
        List<Section> sections = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || lines.get(i).startsWith("#")) {
                sections.add(section(lines.subList(start, i)));
                start = i;
            }
        }
        return new ArgumentsTable(sections);
    }

    private static Section section(List<String> lines) {
        String heading = lines.get(0).replaceAll("^#+ ", "");
        List<Row> rows = lines.stream()
                .filter(line -> line.startsWith("|"))
                .filter(line -> !LINE_OF_DASHES.matcher(line).matches())
                .map(line -> row(heading, line))
                .toList();
        List<String> others =
                lines.stream().skip(1).filter(line -> !line.startsWith("|")).toList();
        return rows.isEmpty()
                ? new Section(heading, others, null, rows)
                : new Section(heading, others, rows.get(0), rows.subList(1, rows.size()));
    }

    private static Row row(String heading, String line) {
        String inner = line.strip().replaceAll("^\\||\\|$", "");
        return new Row(
                heading,
                Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList());
    }

    /** What is in code font. */
    static List<String> code(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The sections that have a table. */
    List<Section> tables() {
        return sections.stream().filter(Section::hasTable).toList();
    }

    List<Row> rows() {
        return tables().stream().flatMap(section -> section.rows().stream()).toList();
    }
}
