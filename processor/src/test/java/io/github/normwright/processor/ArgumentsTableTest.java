package io.github.normwright.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.BatchNormalization;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.ArgumentsTable.Row;
import io.github.normwright.processor.ArgumentsTable.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/arguments.md} names is there, and nothing that is there is missing from it. */
class ArgumentsTableTest {

    private static final Path ROOT = Path.of("..");
    private static final Path RECORDINGS =
            ROOT.resolve("examples/conformance/src/test/resources/conformance/batchnorm");
    private static final Path OBJECTS = ROOT.resolve("kernels/src/test/resources/io/github/normwright/kernels");

    private static final String OWN = "Attributes of our own";
    private static final Set<String> CALLS =
            Set.of("create", "newContext", "train", "infer", "argument", "runUpdates", "variables");

    private static final String COMMON = "axis momentum epsilon center scale beta_initializer gamma_initializer"
            + " moving_mean_initializer moving_variance_initializer beta_regularizer gamma_regularizer beta_constraint"
            + " gamma_constraint ";
    private static final String LATER = "renorm renorm_clipping renorm_momentum fused trainable virtual_batch_size"
            + " adjustment name dtype dynamic input_shape batch_input_shape batch_size weights activity_regularizer"
            + " autocast inputs training ";

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z]\\w*");
    private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z]\\w+)\\.([A-Z][A-Z0-9_]*)\\b");
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Z0-9_]+");
    private static final Pattern TESTS = Pattern.compile("tests: (\\w+(?:, \\w+)*)");
    private static final Pattern REASON = Pattern.compile("not applicable: \\w.+");
    private static final Pattern SENTENCE = Pattern.compile("\\* `(\\w+)`: \\S.+\\.");

    private static final ArgumentsTable TABLE = read();
    private static final Set<String> ATTRIBUTES = Arrays.stream(BatchNormalization.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    private static ArgumentsTable read() {
        try {
            return ArgumentsTable.parse(Files.readAllLines(ROOT.resolve("docs/arguments.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Named<Row>> rows() {
        return TABLE.rows().stream().map(row -> Named.of(row.toString(), row));
    }

    static List<Section> tables() {
        return TABLE.tables();
    }

    /** The arguments of each function, in the order of the page. */
    static Stream<Arguments> signatures() {
        List<Section> tables = TABLE.tables();
        return Stream.of(
                Arguments.of(
                        tables.get(0),
                        "inputs " + COMMON
                                + "training trainable name reuse renorm renorm_clipping renorm_momentum fused"),
                Arguments.of(tables.get(1), COMMON + LATER),
                Arguments.of(tables.get(2), COMMON + LATER + "synchronized input_dim implementation mask"),
                Arguments.of(
                        tables.get(3),
                        COMMON + "renorm renorm_clipping renorm_momentum synchronized trainable dtype name"
                                + " activity_regularizer autocast input_shape input_dim inputs training mask"),
                Arguments.of(tables.get(4), "object " + COMMON + "synchronized ... inputs training mask"));
    }

    @Test
    void thereIsATableForEachOfTheFiveFunctions() {
        assertEquals(5, TABLE.tables().size(), () -> "tables: " + TABLE.tables());
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void everyArgumentHasARow(Section table, String signature) {
        Set<String> found = table.rows().stream()
                .flatMap(row -> ArgumentsTable.code(row.argument()).stream())
                .collect(Collectors.toSet());
        List<String> missing = Stream.of(signature.split(" "))
                .filter(argument -> !found.contains(argument))
                .toList();
        assertEquals(List.of(), missing, () -> "no row under " + table);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableNamesAProfile(Section table) {
        assertFalse(table.profiles().isEmpty(), () -> "no line \"Profile: `...`\" under " + table);
        List<String> known = Stream.of(Profile.values()).map(Profile::name).toList();
        for (String profile : table.profiles()) {
            assertTrue(known.contains(profile), () -> "no profile " + profile + ", named under " + table);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableHasTheSameColumns(Section table) {
        assertEquals(
                List.of("argument", "default", "here", "proof"), table.header().cells(), table::toString);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowHasFourCellsAndNoneIsEmpty(Row row) {
        assertEquals(4, row.cells().size(), () -> "cells of " + row + ": " + row.cells());
        assertFalse(row.cells().contains(""), () -> "an empty cell in " + row + ": " + row.cells());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyAttributeAndCallExists(Row row) {
        List<String> code = ArgumentsTable.code(row.here());
        assertTrue(!code.isEmpty() || row.here().equals("none"), () -> row + " names no attribute: " + row.here());
        for (String named : attributesAndCalls(row)) {
            assertTrue(isKnown(named), () -> row + " names " + named + ", which is neither an attribute nor a call");
        }
    }

    private static boolean isKnown(String named) {
        return ATTRIBUTES.contains(named) || CALLS.contains(named);
    }

    /** What code begins with, unless it is a constant or the name of an argument. */
    private static List<String> attributesAndCalls(Row row) {
        List<String> arguments = TABLE.rows().stream()
                .flatMap(other -> ArgumentsTable.code(other.argument()).stream())
                .filter(argument -> argument.contains("_"))
                .toList();
        List<String> named = new ArrayList<>();
        for (String code : ArgumentsTable.code(row.here())) {
            Matcher identifier = IDENTIFIER.matcher(code);
            boolean isConstant =
                    CONSTANT.matcher(code).matches() || KIND.matcher(code).matches();
            if (!isConstant && !arguments.contains(code)) {
                named.add(identifier.lookingAt() ? identifier.group() : code);
            }
        }
        return named;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyConstantExists(Row row) {
        assertConstantsExist(row.here(), row);
    }

    @Test
    void everyConstantOutsideOfTablesExists() {
        TABLE.sections().forEach(section -> assertConstantsExist(String.join("\n", section.lines()), section));
    }

    private static void assertConstantsExist(String text, Object place) {
        for (String code : ArgumentsTable.code(text)) {
            CONSTANT.matcher(code).results().forEach(constant -> {
                boolean isThere = hasConstant(constant.group(1), constant.group(2));
                assertTrue(isThere, () -> place + " names " + constant.group() + ", which is not there");
            });
        }
    }

    private static boolean hasConstant(String type, String name) {
        try {
            Class.forName("io.github.normwright.api." + type).getField(name);
            return true;
        } catch (ClassNotFoundException | NoSuchFieldException missing) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyProofExists(Row row) throws IOException {
        for (String proof : row.proof().split("; (?=tests:|`)")) {
            Matcher tests = TESTS.matcher(proof);
            if (tests.matches()) {
                assertTestsExist(row, tests.group(1).split(", "));
            } else if (!REASON.matcher(proof).matches()) {
                assertRecordingsExist(row, proof);
            }
        }
    }

    private static void assertTestsExist(Row row, String... names) throws IOException {
        Set<String> known = tests();
        for (String name : names) {
            assertTrue(known.contains(name), () -> row + " names the test " + name + ", which is not there");
        }
    }

    /** The names of all test classes of the project. */
    private static Set<String> tests() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("api", "kernels", "processor", "examples/conformance")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Test.java"))
                        .forEach(name -> names.add(name.replace(".java", "")));
            }
        }
        return names;
    }

    private static void assertRecordingsExist(Row row, String proof) throws IOException {
        List<String> ids = ArgumentsTable.code(proof);
        assertEquals(proof, "`" + String.join("`, `", ids) + "`", () -> "proof of " + row);
        for (String id : ids) {
            Path folder = id.equals("objects-keras") ? OBJECTS : RECORDINGS;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, id + ".json")) {
                assertTrue(files.iterator().hasNext(), () -> row + " names " + id + ", which no recording matches");
            }
        }
    }

    @Test
    void everyAttributeIsInATableOrAmongOurOwn() {
        Set<String> missing = new TreeSet<>(ATTRIBUTES);
        TABLE.rows().forEach(row -> attributesAndCalls(row).forEach(missing::remove));
        missing.removeAll(own());
        assertEquals(Set.of(), missing, "attributes that the page does not name");
    }

    @Test
    void ourOwnAttributesExistAndHaveASentence() {
        section(OWN).lines().stream().filter(line -> line.startsWith("*")).forEach(line -> {
            Matcher sentence = SENTENCE.matcher(line);
            assertTrue(sentence.matches(), () -> "not \"* `attribute`: sentence.\": " + line);
            assertTrue(ATTRIBUTES.contains(sentence.group(1)), () -> "no such attribute: " + line);
        });
    }

    private static List<String> own() {
        return section(OWN).lines().stream()
                .filter(line -> line.startsWith("*"))
                .map(line -> ArgumentsTable.code(line).get(0))
                .toList();
    }

    private static Section section(String heading) {
        return TABLE.sections().stream()
                .filter(section -> section.heading().equals(heading))
                .findFirst()
                .orElseThrow();
    }
}
