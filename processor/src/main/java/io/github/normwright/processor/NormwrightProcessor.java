package io.github.normwright.processor;

import com.google.auto.service.AutoService;
import io.github.normwright.api.DType;
import io.github.normwright.processor.emit.GeneratedSource;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.read.Anchor;
import io.github.normwright.processor.read.AnnotationReader;
import io.github.normwright.processor.read.RawSpec;
import io.github.normwright.processor.schedules.Candidates;
import io.github.normwright.processor.schedules.LayerKey;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.validate.LayerSpec;
import io.github.normwright.processor.validate.Problem;
import io.github.normwright.processor.validate.SpecValidator;
import io.github.normwright.processor.write.Reporter;
import io.github.normwright.processor.write.SourceWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * The annotation processor: leads each annotation through the phases. Every annotation is read, checked and generated on
 * its own; where it has a mistake, a stub takes the layer's place.
 */
@AutoService(Processor.class)
public final class NormwrightProcessor extends AbstractProcessor {

    /** Gradle's name for a processor whose output for a type depends on that type alone. */
    private static final String ISOLATING = "org.gradle.annotation.processing.isolating";

    /** Gradle's name for a processor that writes a file for all types together. */
    private static final String AGGREGATING = "org.gradle.annotation.processing.aggregating";

    /** The annotated types by the classes that are generated for them. */
    private final Map<String, String> claims = new LinkedHashMap<>();

    private final Set<String> stubs = new HashSet<>();
    private final Consumer<Candidates> planned;
    private final ClassLoader providers;
    private Map<String, Variant> variants = Map.of();
    private Map<String, String> containers = Map.of();
    private AnnotationReader reader;
    private Reporter reporter;
    private SourceWriter writer;
    private Options options;
    private Optional<Catalog> catalog = Optional.empty();

    /** A processor as a compiler finds it, with the variants on its own path. */
    public NormwrightProcessor() {
        this(NormwrightProcessor.class.getClassLoader(), candidates -> {});
    }

    /**
     * A processor for those who measure schedules.
     *
     * @param planned is told of each layer for which there is a plan
     */
    public NormwrightProcessor(Consumer<Candidates> planned) {
        this(NormwrightProcessor.class.getClassLoader(), planned);
    }

    /** A processor with the variants that a loader finds. */
    NormwrightProcessor(ClassLoader providers) {
        this(providers, candidates -> {});
    }

    private NormwrightProcessor(ClassLoader providers, Consumer<Candidates> planned) {
        this.providers = providers;
        this.planned = planned;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        reader = new AnnotationReader(environment.getElementUtils());
        reporter = new Reporter(environment);
        writer = new SourceWriter(environment.getFiler(), reporter);
        options = Options.of(environment.getOptions(), reporter);
        catalog = options.catalog().map(Catalog::new);
        variants = Variants.load(providers, reporter);
        variants.values().removeIf(variant -> !isForAnnotation(variant));
        containers = new LinkedHashMap<>();
        variants.keySet()
                .forEach(annotation ->
                        reader.containerOf(annotation).ifPresent(container -> containers.put(annotation, container)));
    }

    /** The annotation need not be there: whoever does not use it need not have it on the class path. */
    private boolean isForAnnotation(Variant variant) {
        TypeElement type = processingEnv.getElementUtils().getTypeElement(variant.annotation());
        boolean isOther = type != null && type.getKind() != ElementKind.ANNOTATION_TYPE;
        if (isOther) {
            reporter.fail(
                    Message.VARIANT_PROVIDER,
                    variant.getClass().getName() + " gives annotation() as " + type + ", which is not an annotation");
        }
        return !isOther;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        Set<String> types = new LinkedHashSet<>(variants.keySet());
        types.addAll(containers.values());
        return types;
    }

    @Override
    public Set<String> getSupportedOptions() {
        Set<String> names = new HashSet<>(Options.names());
        names.add(catalog.isPresent() ? AGGREGATING : ISOLATING);
        return names;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Variant variant : variants.values()) {
            String container = containers.getOrDefault(variant.annotation(), "");
            for (TypeElement type : annotatedTypes(round, List.of(variant.annotation(), container))) {
                for (RawSpec raw : reader.read(type, variant.annotation(), container)) {
                    catalog.ifPresent(each -> each.addCause(raw.anchor()));
                    process(raw, variant);
                }
            }
        }
        catalog.ifPresent(each -> each.write(writer));
        return false;
    }

    /** In the order of their names, for compilers find them in different orders. */
    private Collection<TypeElement> annotatedTypes(RoundEnvironment round, List<String> annotations) {
        Map<String, TypeElement> types = new TreeMap<>();
        for (String annotation : annotations) {
            TypeElement annotationType = annotation.isEmpty()
                    ? null
                    : processingEnv.getElementUtils().getTypeElement(annotation);
            if (annotationType != null) {
                for (Element element : round.getElementsAnnotatedWith(annotationType)) {
                    if (element instanceof TypeElement type) {
                        types.put(type.getQualifiedName().toString(), type);
                    } else {
                        reportPlace(element, annotationType);
                    }
                }
            }
        }
        return types.values();
    }

    private void reportPlace(Element element, TypeElement annotation) {
        for (Anchor place : reader.places(element, annotation)) {
            reporter.report(Problem.error(
                    place,
                    Message.ANNOTATION_PLACE,
                    annotation.getSimpleName(),
                    "the "
                            + element.getKind()
                                    .toString()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' ') + " " + element));
        }
    }

    private void process(RawSpec raw, Variant variant) {
        if (raw.isBroken()) {
            // The compiler has said what is wrong.
            writeStubs(raw, variant);
            return;
        }
        SpecValidator.Outcome outcome = SpecValidator.validate(raw, variant);
        List<Problem> problems = new ArrayList<>(outcome.problems());
        outcome.spec().ifPresent(spec -> problems.addAll(claimNames(spec)));
        problems.forEach(reporter::report);
        if (problems.stream().anyMatch(Problem::isError)) {
            writeStubs(raw, variant);
        } else {
            LayerSpec spec = outcome.spec().orElseThrow();
            generate(spec);
            catalog.ifPresent(each -> each.add(spec, reporter));
        }
    }

    /** A class can be generated for one annotation only. */
    private List<Problem> claimNames(LayerSpec spec) {
        for (String name : namesOf(spec)) {
            String owner = claims.get(name);
            if (owner != null) {
                return List.of(Problem.error(
                        spec.raw().anchor(), Message.CLASS_COLLISION, name, owner, advice(spec.raw(), owner)));
            }
        }
        for (String name : namesOf(spec)) {
            claims.put(name, spec.raw().target().name());
        }
        return List.of();
    }

    /** The classes that no other annotation may have. */
    private static List<String> namesOf(LayerSpec spec) {
        List<String> names = new ArrayList<>();
        spec.dtypes().forEach(dtype -> names.add(spec.classes().qualifiedName(dtype)));
        names.add(spec.classes().qualifiedConfigName());
        return names;
    }

    private static String advice(RawSpec raw, String owner) {
        return owner.equals(raw.target().name())
                ? "Give each annotation a name of its own."
                : "Rename one of the annotated types.";
    }

    private void generate(LayerSpec spec) {
        boolean hasVectorKernel =
                options.allowsVectorKernels() && spec.raw().target().seesVectors();
        List<GeneratedSource> files = new ArrayList<>();
        try {
            for (DType dtype : spec.dtypes()) {
                LayerPlan plan = LayerGenerator.plan(spec, dtype, options.schedules());
                files.addAll(LayerGenerator.generate(spec, dtype, plan, hasVectorKernel));
                planned.accept(
                        Candidates.of(spec.classes().qualifiedName(dtype), LayerKey.of(spec.spec(), dtype), plan));
            }
            files.addAll(LayerGenerator.generateConfig(spec));
        } catch (RuntimeException | StackOverflowError bug) {
            reporter.report(Problem.error(
                    spec.raw().anchor(),
                    Message.INTERNAL_ERROR,
                    spec.raw().target().name(),
                    spec.variant().getClass().getName(),
                    bug));
            files = LayerGenerator.stubs(spec.raw(), spec.variant());
        }
        writer.write(files, spec.raw().anchor());
    }

    /** A class that another annotation has claimed gets no stub: it has a layer. */
    private void writeStubs(RawSpec raw, Variant variant) {
        for (GeneratedSource file : LayerGenerator.stubs(raw, variant)) {
            if (!claims.containsKey(file.className()) && stubs.add(file.className())) {
                writer.write(List.of(file), raw.anchor());
            }
        }
    }
}
