package io.github.normwright.kernels;

/** The public layer of {@link FakeNorm}. */
public final class FakeNormFloat32 extends FakeLayer {

    private FakeNormFloat32() {}

    /** A new layer. */
    public static FakeNormFloat32 create() {
        return new FakeNormFloat32();
    }
}
