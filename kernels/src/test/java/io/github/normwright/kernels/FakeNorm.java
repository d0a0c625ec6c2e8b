package io.github.normwright.kernels;

/** Stands for an annotated type; {@link FakeNormFloat32} and {@link FakeNormSecondFloat32} for what is generated. */
public interface FakeNorm {

    /** An annotated type within another. */
    interface Inner {

        /** One more level. */
        interface Inmost_Norm {}
    }
}
