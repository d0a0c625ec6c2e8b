package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Compiler;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where annotations may stand, and what the classes are called then. */
class PlacesTest {

    private static final String CONFIG = "Config";

    private static Set<String> layers(String... sources) {
        return Compiled.of(sources).sources().keySet().stream()
                .filter(name -> !name.endsWith("Kernel"))
                .filter(name -> !name.endsWith(CONFIG))
                .collect(Collectors.toSet());
    }

    private static Set<String> configs(String source) {
        return Compiled.of(source).sources().keySet().stream()
                .filter(name -> name.endsWith(CONFIG))
                .collect(Collectors.toSet());
    }

    @Test
    void oneConfigurationForEachAnnotation() {
        assertEquals(
                Set.of("example.NormsStemConfig", "example.NormsHeadOfNetConfig", "example.NormsInnerConfig"),
                configs("""
                        package example;
                        import io.github.normwright.api.*;
                        @BatchNormalization(shape = {-1, 8}, name = "stem", dtypes = {DType.FLOAT64, DType.FLOAT32})
                        @BatchNormalization(shape = {-1, 3}, name = "head_of_net")
                        interface Norms {
                            @BatchNormalization(shape = {-1, 8}, name = "other") interface Inner {}
                        }
                        """));
    }

    @Test
    void topLevelTypesInThePackageOfTheType() {
        assertEquals(
                Set.of("example.deep.NormFloat32"),
                layers("package example.deep; import io.github.normwright.api.*;"
                        + " @BatchNormalization(shape = {-1, 8}) public interface Norm {}"));
    }

    @Test
    void theDefaultPackage() {
        assertEquals(
                Set.of("NormFloat32"),
                layers("import io.github.normwright.api.*; @BatchNormalization(shape = {-1, 8}) class Norm {}"));
    }

    @Test
    void nestedTypesOfEveryKind() {
        assertEquals(
                Set.of(
                        "example.ModelStemFloat32",
                        "example.ModelHeadFloat32",
                        "example.ModelHeadInnerFloat64",
                        "example.ModelKindFloat32",
                        "example.ModelPointFloat32"),
                layers("""
                        package example;
                        import io.github.normwright.api.*;
                        public class Model {
                            @BatchNormalization(shape = {-1, 8}) interface Stem {}
                            @BatchNormalization(shape = {-1, 8}) static class Head {
                                @BatchNormalization(shape = {-1, 8}, dtypes = DType.FLOAT64) protected class Inner {}
                            }
                            @BatchNormalization(shape = {-1, 8}) enum Kind {}
                            @BatchNormalization(shape = {-1, 8}) record Point() {}
                        }
                        """));
    }

    @Test
    void severalDtypesAndSeveralLayers() {
        assertEquals(Set.of("NormsStemFloat32", "NormsStemFloat64", "NormsHeadOfNetFloat32"), layers("""
                        import io.github.normwright.api.*;
                        @BatchNormalization(shape = {-1, 8}, name = "stem", dtypes = {DType.FLOAT64, DType.FLOAT32})
                        @BatchNormalization(shape = {-1, 3}, name = "head_of_net")
                        interface Norms {}
                        """));
    }

    @Test
    void aSingleNameDoesNotShowInTheClass() {
        String source = "import io.github.normwright.api.*;"
                + " @BatchNormalization(shape = {-1, 8}, name = \"block1_bn\") interface Norm {}";
        assertEquals(Set.of("NormFloat32"), layers(source));
        assertEquals(true, Compiled.of(source).sources().get("NormFloat32").contains("return \"block1_bn\";"));
    }

    @Test
    void visibilityFollowsTheType() {
        String body = " @BatchNormalization(shape = {-1, 8}) %s interface Norm {}";
        String hidden = Compiled.of("import io.github.normwright.api.*;" + body.formatted(""))
                .sources()
                .get("NormFloat32");
        String shown = Compiled.of("import io.github.normwright.api.*;" + body.formatted("public"))
                .sources()
                .get("NormFloat32");
        assertEquals(true, hidden.contains("\nfinal class NormFloat32 "));
        assertEquals(true, shown.contains("\npublic final class NormFloat32 "));
    }

    @Test
    void ecjCompilesAllOfItWithoutAWarning() {
        String source = """
                package example;
                import io.github.normwright.api.*;
                public class Model {
                    @BatchNormalization(shape = {-1, 8, 4}, axis = 1, dtypes = {DType.FLOAT32, DType.FLOAT64})
                    interface First {}
                    @BatchNormalization(shape = {-1, -1, 19}) interface Last {}
                    @BatchNormalization(shape = {-1, 3, -1, 19}, axis = {1, 3}, profile = Profile.TORCH) interface Both {}
                    ModelFirstFloat32 first = ModelFirstFloat32.create();
                    ModelFirstFloat64 second = ModelFirstFloat64.create();
                }
                """;
        assertEquals(
                List.of(),
                Compiler.ECJ.compile(
                        List.of(
                                "-warn:unused,raw,unchecked,deprecation,cast,fallthrough,semicolon,static-access,nullDereference"),
                        source));
    }
}
