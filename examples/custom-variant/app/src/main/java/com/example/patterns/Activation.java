package com.example.patterns;

/** What follows the filters: something that bends, and may normalize. One picture at a time. */
interface Activation {

    void forward(float[] x, float[] y);

    /** The gradient of the last forward call's input. */
    void backward(float[] dy, float[] dx);

    /** One step against the gradients of the last backward call. */
    void learn(float rate);

    /** The rectified linear unit, which normalizes nothing. */
    static Activation rectified() {
        return new Activation() {
            private float[] x;

            @Override
            public void forward(float[] newX, float[] y) {
                x = newX;
                for (int i = 0; i < x.length; i++) {
                    y[i] = Math.max(x[i], 0);
                }
            }

            @Override
            public void backward(float[] dy, float[] dx) {
                for (int i = 0; i < x.length; i++) {
                    dx[i] = x[i] > 0 ? dy[i] : 0;
                }
            }

            @Override
            public void learn(float rate) {
                // There is nothing to learn.
            }
        };
    }

    /** The generated layer: filter response normalization with its own threshold. */
    static Activation normalized() {
        PatternNormFloat32 norm = PatternNormFloat32.create();
        PatternNormFloat32.Context context = norm.newContext();
        return new Activation() {
            @Override
            public void forward(float[] x, float[] y) {
                norm.train(x, y, 1, context);
            }

            @Override
            public void backward(float[] dy, float[] dx) {
                norm.backward(dy, dx, context);
            }

            @Override
            public void learn(float rate) {
                norm.gamma().add(-rate, context.gammaGradient());
                norm.beta().add(-rate, context.betaGradient());
                norm.tau().add(-rate, context.tauGradient());
            }
        };
    }
}
