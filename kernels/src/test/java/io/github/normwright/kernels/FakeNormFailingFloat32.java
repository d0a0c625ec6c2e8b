package io.github.normwright.kernels;

import java.io.IOException;

/** The layer of {@link FakeNorm} called {@code failing}. */
final class FakeNormFailingFloat32 extends FakeLayer {

    static Throwable failure;

    private FakeNormFailingFloat32() {}

    static FakeNormFailingFloat32 create() throws IOException {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (IOException) failure;
    }
}
