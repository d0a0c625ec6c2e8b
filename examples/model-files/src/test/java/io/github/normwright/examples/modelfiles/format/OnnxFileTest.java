package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.modelfiles.TestFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads what the onnx package and PyTorch have written. */
class OnnxFileTest {

    private static OnnxFile open(String name) throws IOException {
        return OnnxFile.open(TestFiles.of(name), Limits.DEFAULT);
    }

    @Test
    void everyFieldThatHoldsNumbersIsRead() throws IOException {
        try (OnnxFile file = open("onnx-tensors.onnx")) {
            assertEquals("make_models", file.producer());
            for (String name :
                    List.of("float_data", "double_data", "float16_data", "bfloat16_data", "raw", "raw_bfloat16")) {
                assertArrayEquals(new double[] {1.5, -2, 0.25}, file.read(name).toDoubles(), name);
            }
            assertEquals(1L << 40, file.read("int64_data").bytes().getLong(8));
            assertArrayEquals(new double[] {3}, file.read("scalar").toDoubles());
            assertEquals(List.of(0, 2), file.tensors().get("empty").shape());
            assertArrayEquals(new double[] {1, 1, 1}, file.read("constant").toDoubles());
            assertFalse(file.tensors().containsKey("string_data"));
            assertEquals(Optional.of(List.of(-1, 3, 4)), file.shape("x"));
        }
    }

    @Test
    void bothFormatsOfAModelHoldTheSameNumbers() throws IOException {
        try (OnnxFile onnx = open("torch-modules.onnx");
                SafetensorsFile safetensors =
                        SafetensorsFile.open(TestFiles.of("torch-modules.safetensors"), Limits.DEFAULT)) {
            for (String name : List.of("features.0.weight", "features.1.running_var", "head_norm.bias")) {
                assertArrayEquals(
                        safetensors.read(name).toDoubles(), onnx.read(name).toDoubles(), name);
            }
        }
    }

    @Test
    void tensorsInOtherFilesAreNotFollowed() {
        String said = assertThrows(ModelFileException.class, () -> {
                    try (OnnxFile file = open("onnx-elsewhere.onnx")) {
                        file.read("elsewhere");
                    }
                })
                .getMessage();
        assertTrue(said.contains("onnx-elsewhere.onnx"), said);
    }
}
