package io.github.normwright.processor.ir;

/** How many elements an axis has. */
public sealed interface Extent {

    /**
     * The size of each of some equal parts.
     *
     * @param divisor a divisor of this size
     */
    default Extent dividedBy(int divisor) {
        if (this instanceof Fixed fixed) {
            return new Fixed(fixed.size() / divisor);
        }
        return this instanceof Dynamic dynamic
                ? new Quotient(dynamic.name(), divisor)
                : new Quotient(((Quotient) this).name(), Math.multiplyExact(((Quotient) this).divisor(), divisor));
    }

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
     * A share of a size given at run time.
     *
     * @param name the name of the run-time parameter
     * @param divisor what it is divided by; at run time it must divide without a rest
     */
    record Quotient(String name, int divisor) implements Extent {
        @Override
        public String toString() {
            return name + " / " + divisor;
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
