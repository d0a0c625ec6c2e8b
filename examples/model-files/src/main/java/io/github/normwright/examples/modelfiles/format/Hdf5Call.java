package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Calls jHDF, and says what is wrong with a file in the words of this project, whatever the library throws. */
final class Hdf5Call {

    private Hdf5Call() {}

    /** Something that jHDF does. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Runs a call.
     *
     * @param origin where in the file it reads
     * @param reading the call
     * @return what it gives
     * @throws ModelFileException if the file is damaged, or has something that jHDF does not know
     */
    static <T> T of(Origin origin, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (StackOverflowError deep) {
            throw origin.refuse("its structures are nested too deeply, or refer to each other in circles");
        } catch (OutOfMemoryError large) {
            throw origin.refuse("declares something that is larger than the memory");
        } catch (RuntimeException damaged) {
            throw refusal(origin, damaged);
        }
    }

    private static IOException refusal(Origin origin, RuntimeException damaged) {
        Throwable deepest = damaged;
        // The library wraps what went wrong; the innermost exception says what it was.
        for (int depth = 0; deepest.getCause() != null && depth < 100; depth++) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof ModelFileException said) {
            return said;
        }
        String reason = deepest.getMessage() == null
                ? "a value that is out of range (" + deepest.getClass().getSimpleName() + ")"
                : deepest.getMessage();
        return origin.refuse(damaged, "is damaged, or has something that cannot be read: %s", reason);
    }
}
