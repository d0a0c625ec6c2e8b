package io.github.normwright.kernels;

import java.util.Objects;

/** What replicas do when they meet, with what each of them brings. */
enum ReplicaOperation {
    MERGE("merge", "channels") {
        @Override
        void combine(Object[] brought, int channels, Scratch scratch) {
            Moments merged = scratch.merged();
            for (int channel = 0; channel < channels; channel++) {
                merged.clear();
                for (Object each : brought) {
                    Moments moments = (Moments) each;
                    merged.merge(0, moments.count(channel), moments.mean(channel), moments.m2(channel));
                }
                for (Object each : brought) {
                    Moments moments = (Moments) each;
                    moments.clear(channel, channel + 1);
                    moments.merge(channel, merged.count(0), merged.mean(0), merged.m2(0));
                }
            }
        }
    },

    SUM_FLOATS("sum", "floats") {
        @Override
        void check(Object argument, int length) {
            super.check(argument, length);
            Checks.atLeast("length", length, 0);
            Checks.tensor("values", ((float[]) argument).length, 0, length);
        }

        @Override
        void combine(Object[] brought, int length, Scratch scratch) {
            double[] sums = scratch.sums();
            for (int start = 0; start < length; start += sums.length) {
                int block = Math.min(sums.length, length - start);
                // Not from 0 on, which would make 0 of a sum of -0.
                float[] first = (float[]) brought[0];
                for (int i = 0; i < block; i++) {
                    sums[i] = first[start + i];
                }
                for (int replica = 1; replica < brought.length; replica++) {
                    float[] values = (float[]) brought[replica];
                    for (int i = 0; i < block; i++) {
                        sums[i] += values[start + i];
                    }
                }
                for (Object each : brought) {
                    float[] values = (float[]) each;
                    for (int i = 0; i < block; i++) {
                        values[start + i] = (float) sums[i];
                    }
                }
            }
        }
    },

    SUM_DOUBLES("sum", "doubles") {
        @Override
        void check(Object argument, int length) {
            super.check(argument, length);
            Checks.atLeast("length", length, 0);
            Checks.tensor("values", ((double[]) argument).length, 0, length);
        }

        @Override
        void combine(Object[] brought, int length, Scratch scratch) {
            double[] sums = scratch.sums();
            for (int start = 0; start < length; start += sums.length) {
                int block = Math.min(sums.length, length - start);
                System.arraycopy(brought[0], start, sums, 0, block);
                for (int replica = 1; replica < brought.length; replica++) {
                    double[] values = (double[]) brought[replica];
                    for (int i = 0; i < block; i++) {
                        sums[i] += values[start + i];
                    }
                }
                for (Object each : brought) {
                    System.arraycopy(sums, 0, each, start, block);
                }
            }
        }
    },

    /** Combines nothing: the replica of the lowest number runs what it has brought. */
    ONCE("once", "values") {
        @Override
        void combine(Object[] brought, int size, Scratch scratch) {}
    };

    private final String verb;
    private final String unit;

    ReplicaOperation(String verb, String unit) {
        this.verb = verb;
        this.unit = unit;
    }

    /** Checks what one replica brings. */
    void check(Object argument, int size) {
        Objects.requireNonNull(argument, verb);
    }

    /**
     * Makes what each replica has brought the result for all of them. Two may have brought the same object.
     *
     * @param brought by the replicas, in their order
     * @param size of what each has brought
     * @param scratch to compute in
     */
    abstract void combine(Object[] brought, int size, Scratch scratch);

    /** The operation in words: {@code sum of 8 floats}. */
    String describe(int size) {
        return this == ONCE ? verb : verb + " of " + size + " " + unit;
    }

    /**
     * What operations compute in.
     *
     * @param merged of one channel
     * @param sums of any length
     */
    record Scratch(Moments merged, double[] sums) {

        private static final int BLOCK = 512;

        Scratch() {
            this(new Moments(1), new double[BLOCK]);
        }
    }
}
