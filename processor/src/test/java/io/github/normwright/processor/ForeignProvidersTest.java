package io.github.normwright.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider on the processor path that cannot be used is one message, and does not keep other variants from working. */
class ForeignProvidersTest {

    @TempDir
    Path folder;

    /** Claims an annotation of the house. */
    public static class Rival extends Provider {
        public Rival() {
            super("io.github.normwright.api.BatchNormalization", "rival");
        }
    }

    /** Has a name that is none. */
    public static final class Misnamed extends Provider {
        public Misnamed() {
            super("no name", "misnamed");
        }
    }

    /** Claims what is no annotation. */
    public static final class Unmarked extends Provider {
        public Unmarked() {
            super("java.lang.String", "unmarked");
        }
    }

    /** Has no title. */
    public static final class Untitled extends Provider {
        public Untitled() {
            super("foreign.Foreign", null);
        }
    }

    /** Cannot be made. */
    public static final class Throwing extends Provider {
        public Throwing() {
            super("foreign.Foreign", "throwing");
            throw new IllegalStateException("no licence");
        }
    }

    static Stream<Arguments> providers() {
        String end = ". Repair it or leave its jar out.";
        String cannot = "[NW190] a variant on the processor path cannot be used: ";
        String service = "io.github.normwright.processor.spi.Variant: Provider ";
        return Stream.of(
                Arguments.of(
                        Rival.class.getName(),
                        "[NW191] @io.github.normwright.api.BatchNormalization is claimed by two variants, "
                                + Rival.class.getName()
                                + " and io.github.normwright.processor.variant.BatchNormalizationVariant. Leave the jar"
                                + " of one of them out."),
                Arguments.of(
                        Misnamed.class.getName(),
                        cannot + Misnamed.class.getName()
                                + " gives annotation() as no name, which is not the name of an annotation" + end),
                Arguments.of(
                        Unmarked.class.getName(),
                        cannot + Unmarked.class.getName()
                                + " gives annotation() as java.lang.String, which is not an annotation" + end),
                Arguments.of(Untitled.class.getName(), cannot + Untitled.class.getName() + " gives no title()" + end),
                Arguments.of("foreign.Gone", cannot + service + "foreign.Gone not found" + end),
                Arguments.of(
                        Throwing.class.getName(),
                        cannot + service + Throwing.class.getName() + " could not be instantiated"
                                + " (java.lang.IllegalStateException: no licence)" + end));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void aBrokenProviderIsOneError(String provider, String message) throws IOException {
        String user = "@io.github.normwright.api.LayerNormalization(shape = {-1, 5}) interface Norm {}"
                + " class User { double use(NormFloat32 norm) { return norm.gamma().values()[0]; } }";
        Compilation compilation = ForeignCompiler.compile(folder, List.of(provider), user);
        assertEquals(List.of(message), ForeignCompiler.errors(compilation));
    }

    /** A provider that gets no further than being loaded. */
    abstract static class Provider implements Variant {

        private final String annotation;
        private final String title;

        Provider(String annotation, String title) {
            this.annotation = annotation;
            this.title = title;
        }

        @Override
        public String annotation() {
            return annotation;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public List<String> variableNames() {
            return List.of();
        }

        @Override
        public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {}

        @Override
        public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
            throw new AssertionError();
        }
    }
}
