package io.github.normwright.processor.ir;

/** How many elements an axis has. */
public sealed interface Extent {

    /**
     * A size known at compile time.
     *
     * @param size at least 1
     */
    record Fixed(int size) implements Extent {
        public Fixed {
            if (size < 1) {
                throw new IllegalArgumentException("expected a size of at least 1, found " + size);
            }
        }

        @Override
        public String toString() {
            return Integer.toString(size);
        }
    }

    /**
     * A size given at run time.
     *
     * @param name the name of the run-time parameter
     */
    record Dynamic(String name) implements Extent {
        @Override
        public String toString() {
            return name;
        }
    }
}
