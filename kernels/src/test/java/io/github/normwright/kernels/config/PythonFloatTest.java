package io.github.normwright.kernels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Numbers as Python prints them: the file holds the bits of doubles, and what Python's json.dumps made of them. */
class PythonFloatTest {

    @Test
    void printsWhatPythonPrinted() throws IOException {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                PythonFloatTest.class.getResourceAsStream("python-floats.txt"), StandardCharsets.US_ASCII))) {
            lines = reader.lines().toList();
        }
        assertTrue(lines.size() > 1000, "lines: " + lines.size());
        for (String line : lines) {
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
            assertEquals(line.substring(17), PythonFloat.text(number));
        }
    }

    @Property
    void isReadAsTheSameNumber(@ForAll long bits) {
        double number = Double.longBitsToDouble(bits);
        assertEquals(
                Double.doubleToLongBits(number), Double.doubleToLongBits(Double.parseDouble(PythonFloat.text(number))));
    }
}
