package io.github.normwright.examples.conformance;

/**
 * How numbers are put into the arrays of a dtype, and taken out.
 *
 * @param <A> the array type
 */
interface Elements<A> {

    /** Numbers rounded to the dtype. */
    A of(double[] values);

    /** An array of zeros. */
    A zeros(int length);

    /** The numbers in an array. */
    double[] toDoubles(A array);

    Elements<float[]> FLOAT32 = new Elements<>() {
        @Override
        public float[] of(double[] values) {
            float[] array = zeros(values.length);
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) values[i];
            }
            return array;
        }

        @Override
        public float[] zeros(int length) {
            return new float[length];
        }

        @Override
        public double[] toDoubles(float[] array) {
            double[] values = new double[array.length];
            for (int i = 0; i < array.length; i++) {
                values[i] = array[i];
            }
            return values;
        }
    };

    Elements<double[]> FLOAT64 = new Elements<>() {
        @Override
        public double[] of(double[] values) {
            return values.clone();
        }

        @Override
        public double[] zeros(int length) {
            return new double[length];
        }

        @Override
        public double[] toDoubles(double[] array) {
            return array.clone();
        }
    };
}
