package io.github.normwright.kernels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonException;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as Python writes it, read strictly and within bounds. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class JsonTest {

    private static final JsonLimits SMALL = new JsonLimits(100, 5, 10);

    @Test
    void readsEveryKindOfValue() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("z", new JsonInteger(-3));
        members.put("a", new JsonFloat(1e-5));
        members.put("list", new JsonArray(List.of(JsonNull.NULL, new JsonBoolean(true), new JsonBoolean(false))));
        members.put("", new JsonString("\u00e9\n\ud83d\ude00"));
        members.put("empty", JsonObject.EMPTY);

        JsonValue read = Json.read(
                " {\"z\": -3, \"a\": 1e-05,\t\"list\": [null,true, false], \"\": \"\u00e9\\n\\ud83d\\ude00\", \"empty\": {}}\n");

        assertEquals(new JsonObject(members), read);
        assertEquals(List.of("z", "a", "list", "", "empty"), List.copyOf(((JsonObject) read).names()));
    }

    @Test
    void keepsWholeNumbersApart() {
        assertEquals(
                new JsonArray(List.of(new JsonInteger(2), new JsonFloat(2), new JsonInteger(0), new JsonFloat(-0.0))),
                Json.read("[2, 2.0, -0, -0.0]"));
        assertEquals("[2, 2.0, 0, -0.0]", Json.write(Json.read("[2, 2.0, -0, -0.0]")));
    }

    @Test
    void readsThePythonsNumbersThatAreNone() {
        assertEquals(
                new JsonArray(List.of(
                        new JsonFloat(Double.NaN),
                        new JsonFloat(Double.POSITIVE_INFINITY),
                        new JsonFloat(Double.NEGATIVE_INFINITY))),
                Json.read("[NaN, Infinity, -Infinity]"));
        assertEquals("[NaN, Infinity, -Infinity]", Json.write(Json.read("[NaN,Infinity,-Infinity]")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a: 1}",
                "{'a': 1}",
                "[1] [2]",
                "{} x",
                "1 2",
                "nul",
                "True",
                "None",
                "undefined",
                "[1 2]",
                "\"a",
                "\"a\nb\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "0x10",
                "--1",
                "INF",
                "-INF",
                "+INF",
                "+Infinity",
                "-NaN",
                "nan",
                "// no\n1",
                "/* no */ 1",
                "\ufeff1",
                "\u00a01",
                "1\u0000"
            })
    void refusesWhatIsNoJson(String text) {
        assertThrows(JsonException.class, () -> Json.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 1}",
                "{\"a\": 1, \"\\u0061\": 1}",
                "[{\"b\": {\"x\": 1, \"y\": 2, \"z\": 3, \"w\": 4, \"x\": 5}}]"
            })
    void refusesNamesThatStandTwice(String text) {
        String message =
                assertThrows(JsonException.class, () -> Json.read(text)).getMessage();
        assertTrue(message.contains("Duplicate field"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, true",
        "9223372036854775808, false",
        "-9223372036854775808, true",
        "-9223372036854775809, false",
        "1e308, true",
        "1e309, false",
        "-1e400, false",
        "1e-400, true",
        "1e999999999999, false"
    })
    void refusesNumbersOutOfRange(String number, boolean isAllowed) {
        if (isAllowed) {
            assertEquals(
                    Double.parseDouble(number),
                    ((JsonArray) Json.read("[" + number + "]"))
                            .elements().stream()
                                    .mapToDouble(element -> element instanceof JsonInteger integer
                                            ? integer.asDouble()
                                            : ((JsonFloat) element).value())
                                    .sum());
        } else {
            assertThrows(JsonException.class, () -> Json.read("[" + number + "]"));
        }
    }

    @Test
    void refusesLongNumbers() {
        assertThrows(JsonException.class, () -> Json.read("0." + "1".repeat(10_000)));
        assertThrows(JsonException.class, () -> Json.read("1".repeat(1_000_000)));
    }

    @Test
    void saysWhere() {
        String message = assertThrows(JsonException.class, () -> Json.read("{\"a\": 1,\n \"b\": 1e999}"))
                .getMessage();
        assertEquals("line 2, column 7: expected a number that a double can hold, found 1e999", message);
        assertTrue(
                assertThrows(JsonException.class, () -> Json.read("{\n\"a\": ]}"))
                        .getMessage()
                        .startsWith("line 2, column 6: "),
                () -> assertThrows(JsonException.class, () -> Json.read("{\n\"a\": ]}"))
                        .getMessage());
    }

    @Test
    void isBounded() {
        Json.read("[[[[[1]]]]]", SMALL);
        assertThrows(JsonException.class, () -> Json.read("[[[[[[1]]]]]]", SMALL));
        Json.read("[1,2,3,4,5,6,7,8,9]", SMALL);
        assertThrows(JsonException.class, () -> Json.read("[1,2,3,4,5,6,7,8,9,10]", SMALL));
        Json.read("\"" + "a".repeat(98) + "\"", SMALL);
        assertThrows(JsonException.class, () -> Json.read("\"" + "a".repeat(99) + "\"", SMALL));
        assertThrows(JsonException.class, () -> Json.read(" ".repeat(99) + "12", SMALL));
    }

    @Test
    void survivesDeepAndLargeDocuments() {
        for (String open : List.of("[", "{\"a\":", "[{\"b\":[")) {
            assertThrows(JsonException.class, () -> Json.read(open.repeat(1_000_000)));
        }
        assertThrows(JsonException.class, () -> Json.read("[" + "0,".repeat(2_000_000) + "0]"));
        assertThrows(JsonException.class, () -> Json.read(" ".repeat((1 << 24) + 1)));
        JsonLimits deepest = new JsonLimits(1 << 20, 1000, 10_000);
        assertEquals(
                "[".repeat(1000) + "]".repeat(1000),
                Json.write(Json.read("[".repeat(1000) + "]".repeat(1000), deepest)));
    }

    @Test
    void readsBytesAndStreams() throws IOException {
        byte[] bytes = "{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.UTF_8);
        JsonValue wanted = new JsonObject(Map.of("a", new JsonString("\u00e9")));
        assertEquals(wanted, Json.read(bytes, SMALL));
        assertEquals(wanted, Json.read(new ByteArrayInputStream(bytes), SMALL));
        assertThrows(JsonException.class, () -> Json.read(new byte[] {'"', (byte) 0xff, '"'}, SMALL));
        assertThrows(JsonException.class, () -> Json.read(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}, SMALL));
        assertThrows(JsonException.class, () -> Json.read(new ByteArrayInputStream(new byte[101]), SMALL));
    }

    @Test
    void limitsHaveLimits() {
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 1001, 1));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(Integer.MAX_VALUE, 1, 1));
    }

    @Test
    void writesAsPythonDoes() {
        String text =
                "{\"a\": [], \"b\": {}, \"c\": [1, [2.0, null]], \"\\u00e9\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u007f\":"
                        + " \"\\ud83d\\ude00/\"}";
        assertEquals(text, Json.write(Json.read(text)));
    }

    @Test
    void writesForPeople() {
        assertEquals("""
                {
                  "a": [],
                  "b": {
                    "c": [
                      1,
                      null
                    ]
                  }
                }""", Json.writeIndented(Json.read("{\"a\": [], \"b\": {\"c\": [1, null]}}")));
    }
}
