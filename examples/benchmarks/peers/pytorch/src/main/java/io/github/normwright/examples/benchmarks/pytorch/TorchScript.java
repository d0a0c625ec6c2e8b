package io.github.normwright.examples.benchmarks.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module without parameters, whose method calls operators of PyTorch: an archive as {@code
 * torch.jit.save} writes it.
 *
 * @param arguments the names of the method's arguments, all of them tensors
 * @param results the names of what it returns, all of them tensors
 * @param statements what computes them, in Python
 */
record TorchScript(List<String> arguments, List<String> results, String statements) {

    /** Python's pickle format: an object of class {@code __torch__.Layer}, whose attribute training is False. */
    private static final String MODULE_PICKLE =
            "\u0080\u0002c__torch__\nLayer\n)\u0081}(X\u0008\u0000\u0000\u0000training\u0089ub.";

    /** An empty tuple. */
    private static final String CONSTANTS_PICKLE = "\u0080\u0002).";

    byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "layer/data.pkl", MODULE_PICKLE);
            add(zip, "layer/code/__torch__.py", code());
            add(zip, "layer/constants.pkl", CONSTANTS_PICKLE);
            add(zip, "layer/version", "3\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String code() {
        return """
                class Layer(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Layer%s) -> %s:
                %s
                    return %s
                """.formatted(
                        arguments.stream().map(name -> ", " + name + ": Tensor").collect(Collectors.joining()),
                        resultType(),
                        statements.strip().indent(4).stripTrailing(),
                        results.size() == 1 ? results.get(0) : "(" + String.join(", ", results) + ")");
    }

    private String resultType() {
        return results.size() == 1
                ? "Tensor"
                : "Tuple[" + String.join(", ", Collections.nCopies(results.size(), "Tensor")) + "]";
    }

    /** Stored, not compressed. Each character is a byte. */
    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
