package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedLayersNameTest {

    private static final String PACKAGE = "io.github.normwright.kernels.";

    @Test
    void endInTheDtype() {
        assertEquals(PACKAGE + "FakeNormFloat32", GeneratedLayers.className(FakeNorm.class, "", DType.FLOAT32));
        assertEquals(PACKAGE + "FakeNormFloat64", GeneratedLayers.className(FakeNorm.class, "", DType.FLOAT64));
    }

    @ParameterizedTest
    @CsvSource({
        "first,First",
        "First,First",
        "first_norm,FirstNorm",
        "firstNorm,FirstNorm",
        "conv_2_norm,Conv2Norm",
        "a__b_,AB",
        "x1,X1"
    })
    void containTheLayersNameInCamelCase(String name, String camelCase) {
        assertEquals(
                PACKAGE + "FakeNorm" + camelCase + "Float32",
                GeneratedLayers.className(FakeNorm.class, name, DType.FLOAT32));
    }

    @Test
    void joinTheNamesOfNestedTypes() {
        assertEquals(
                PACKAGE + "FakeNormInnerFloat32", GeneratedLayers.className(FakeNorm.Inner.class, "", DType.FLOAT32));
    }

    @Test
    void keepUnderscoresOfTypes() {
        assertEquals(
                PACKAGE + "FakeNormInnerInmost_NormFirstFloat64",
                GeneratedLayers.className(FakeNorm.Inner.Inmost_Norm.class, "first", DType.FLOAT64));
    }

    @Test
    void haveNoPackageInTheDefaultPackage() throws IOException {
        assertEquals("NormFloat32", GeneratedLayers.className(define("Norm"), "", DType.FLOAT32));
    }

    /** An interface of the default package, which no source of a module can have. */
    private static Class<?> define(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(bytes);
        file.writeInt(0xCAFEBABE);
        file.writeInt(61);
        file.writeShort(5);
        for (String type : new String[] {name, "java/lang/Object"}) {
            boolean isFirst = type.equals(name);
            file.writeByte(7);
            file.writeShort(isFirst ? 2 : 4);
            file.writeByte(1);
            file.writeUTF(type);
        }
        // public abstract interface, this class, super class; no interfaces, fields, methods and attributes
        for (int part : new int[] {0x601, 1, 3, 0, 0, 0, 0}) {
            file.writeShort(part);
        }
        byte[] code = bytes.toByteArray();
        return new ClassLoader() {
            Class<?> define() {
                return defineClass(name, code, 0, code.length);
            }
        }.define();
    }

    @Test
    void keepsADollarSignThatBelongsToAName() throws IOException {
        assertEquals("Stem$NormFloat32", GeneratedLayers.className(define("Stem$Norm"), "", DType.FLOAT32));
    }
}
