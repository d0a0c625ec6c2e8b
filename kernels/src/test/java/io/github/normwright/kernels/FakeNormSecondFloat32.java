package io.github.normwright.kernels;

/** The layer of {@link FakeNorm} called {@code second}, not public. */
final class FakeNormSecondFloat32 extends FakeLayer {

    private FakeNormSecondFloat32() {}

    static FakeNormSecondFloat32 create() {
        return new FakeNormSecondFloat32();
    }
}
