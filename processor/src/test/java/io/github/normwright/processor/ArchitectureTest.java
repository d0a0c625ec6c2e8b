package io.github.normwright.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of the house: each phase knows only those before it. */
class ArchitectureTest {

    private static final String ROOT = "io.github.normwright.processor";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final List<String> PHASES = List.of(
            "message", "ir", "spi", "variant", "read", "validate", "plan", "schedules", "elementary", "emit", "write");

    /** Which phases a phase may know, apart from itself. */
    static Stream<Arguments> allowed() {
        return Stream.of(
                Arguments.of("message", List.of()),
                Arguments.of("ir", List.of()),
                Arguments.of("spi", List.of("ir")),
                Arguments.of("variant", List.of("message", "ir", "spi")),
                Arguments.of("read", List.of()),
                Arguments.of("validate", List.of("message", "ir", "spi", "read")),
                Arguments.of("plan", List.of("ir")),
                Arguments.of("schedules", List.of("message", "ir", "spi", "plan")),
                Arguments.of("elementary", List.of("ir", "spi")),
                Arguments.of("emit", List.of("ir", "spi", "plan", "elementary")),
                Arguments.of("write", List.of("message", "read", "validate", "emit")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allowed")
    void phasesKnowOnlyThoseBeforeThem(String phase, List<String> known) {
        String[] forbidden = PHASES.stream()
                .filter(other -> !other.equals(phase) && !known.contains(other))
                .map(ArchitectureTest::packages)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packages(phase))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    /** What variants are written against: a change elsewhere cannot break those of others. */
    @Test
    void variantsSeeOnlyTheJdkAndTheApiBesidesFormulas() {
        classes()
                .that()
                .resideInAnyPackage(packages("spi"), packages("ir"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.github.normwright.api..", packages("spi"), packages("ir"))
                .check(CLASSES);
    }

    /** Whoever reads a variant need not read another. */
    @Test
    void noVariantKnowsAnother() {
        List<String> known = CLASSES.stream()
                .filter(each -> each.getPackageName().equals(ROOT + ".variant"))
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> dependency.getTargetClass().getName().startsWith(ROOT + ".variant.")
                        && dependency.getTargetClass().getSimpleName().endsWith("Variant")
                        // Not what is nested in it.
                        && !dependency
                                .getOriginClass()
                                .getName()
                                .startsWith(dependency.getTargetClass().getName() + "$"))
                .map(Dependency::getDescription)
                .toList();
        assertEquals(List.of(), known);
    }

    @Test
    void variantsUseOnlyWhatTheyAreWrittenAgainst() {
        classes()
                .that()
                .resideInAPackage(packages("variant"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        packages("variant"),
                        packages("message"),
                        packages("ir"),
                        packages("spi"),
                        "io.github.normwright.api..",
                        "java.lang..",
                        "java.util..",
                        "com.google.auto.service..")
                .check(CLASSES);
    }

    @Test
    void onlyTheEmittersKnowJavaPoet() {
        onlyIn("com.palantir.javapoet..", "emit");
    }

    @Test
    void onlyTheReaderReadsTheCompilersModel() {
        // A Modifier is what JavaPoet takes.
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("read"), packages("write"), packages("emit"), ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.lang.model..")
                .check(CLASSES);
    }

    @Test
    void onlyTheWriterKnowsFilerAndMessager() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("write"), ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.annotation.processing..")
                .check(CLASSES);
    }

    @Test
    void theProcessorNeedsNoRunTime() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.normwright.kernels..")
                .check(CLASSES);
    }

    @Test
    void documentsNeedNoReflectionAndOneClassKnowsJackson() {
        JavaClasses documents = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.normwright.api.config", "io.github.normwright.kernels.config");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "getEnumConstants")
                .check(documents);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.JsonReader(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(documents);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyTargetsKnowTheVectorApi() {
        List<String> texts = CLASSES.stream()
                .filter(each -> each.getPackageName().startsWith(ROOT + ".plan")
                        || each.getPackageName().startsWith(ROOT + ".variant"))
                .flatMap(each -> Arrays.stream(each.getSimpleName().split("(?=[A-Z])")))
                .filter(word -> word.equals("Vector") || word.equals("Float") || word.equals("Scalar"))
                .toList();
        assertEquals(List.of(), texts);
    }

    private static void onlyIn(String library, String phase) {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages(phase))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    private static String packages(String phase) {
        return ROOT + "." + phase + "..";
    }
}
