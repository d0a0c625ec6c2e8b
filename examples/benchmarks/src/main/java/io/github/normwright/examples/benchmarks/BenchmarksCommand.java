package io.github.normwright.examples.benchmarks;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.report.JsonReport;
import io.github.normwright.examples.benchmarks.turns.Effort;
import io.github.normwright.examples.benchmarks.workload.CountedShape;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.ShapeSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code examples/benchmarks/run}. */
@Command(
        name = "examples/benchmarks/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures generated layers beside other libraries. README.md says how, and how to read the table.")
final class BenchmarksCommand implements Callable<Integer> {

    @Option(
            names = "--peer",
            split = ",",
            defaultValue = "none",
            description =
                    "what to compare with. Libraries: onednn, onednn-blocked, pytorch, tensorflow, onnxruntime, nd4j; all"
                            + " of them. A plain loop: plain. Loops that only read and write: passes; that"
                            + " compute as well: arithmetic. Our own layer in"
                            + " other forms: dynamic (all sizes but the channels left to run time), scalar (no vectors),"
                            + " channels-last (in that layout), one-thread, in-place, unfused (with --fuse: a pass for each step). Or none. Default:"
                            + " ${DEFAULT-VALUE}")
    private List<String> peers;

    @Option(
            names = "--normalization",
            defaultValue = "batch",
            converter = NormalizationConverter.class,
            description = "batch, layer, rms or group (of 32 groups). Default: ${DEFAULT-VALUE}")
    private Normalization normalization;

    @Option(
            names = "--fuse",
            defaultValue = "none",
            converter = FusionConverter.class,
            description = "what our layers do beside: none, relu, or add-relu (a second input is added before)."
                    + " Default: ${DEFAULT-VALUE}")
    private Fusion fusion;

    @Option(
            names = "--set",
            converter = ShapesConverter.class,
            description =
                    "sets and shapes, separated by commas. Sets: resnet50, resnet50-few, mobilenet, odd, dense; transformer, vision."
                            + " Shapes: 32x64x56x56 (batch, channels, height, width), 32x512. Default: resnet50; transformer for"
                            + " layer and rms, vision for group")
    private Optional<Shapes> shapes = Optional.empty();

    @Option(
            names = "--layout",
            defaultValue = "nhwc",
            converter = LayoutConverter.class,
            description = "nhwc or nchw. Default: ${DEFAULT-VALUE}")
    private Layout layout;

    @Option(names = "--threads", defaultValue = "1", description = "1 or more. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--dtype",
            defaultValue = "float32",
            converter = DTypeConverter.class,
            description = "float32, float64, bfloat16 or float16. Default: ${DEFAULT-VALUE}")
    private DType dtype;

    @Option(
            names = "--direction",
            split = ",",
            converter = DirectionConverter.class,
            description = "train, infer, backward or step (training and backward in one call); may be repeated."
                    + " Default: all but step")
    private List<Direction> directions = new ArrayList<>(List.of(Direction.TRAIN, Direction.INFER, Direction.BACKWARD));

    @Option(names = "--quick", description = "fewer and shorter runs: a usable answer in minutes")
    private boolean isQuick;

    @Option(names = "--forks", description = "processes for each shape. Default: 3, and 1 with --quick")
    private Optional<Integer> forks = Optional.empty();

    @Option(
            names = "--vector-bits",
            defaultValue = "auto",
            description = "128, 256 or 512 for the width of our vectors, or off. Default: the widest of the machine")
    private String vectorBits;

    @Option(
            names = "--with",
            defaultValue = "",
            description = "further attributes of our annotations, as in Java: 'profile = Profile.TORCH'")
    private String attributes;

    @Option(
            names = "--startup",
            description =
                    "instead: the time to a first result, and what the compiler makes of each layer and how long it"
                            + " takes")
    private boolean isStartup;

    @Option(
            names = "--java",
            description =
                    "a version: the JDK in the environment variable JAVA_HOME_17 for 17, and so on. Default: the one"
                            + " in JAVA_HOME, else java")
    private Optional<String> java = Optional.empty();

    @Option(
            names = "--libraries",
            description = "a folder with all jars of the peer, in place of those that Maven finds: another version")
    private Optional<Path> libraries = Optional.empty();

    @Option(names = "--json", description = "a file that receives the results, too")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException {
        java.ifPresent(BenchmarksCommand::checkVersion);
        Effort effort = isQuick ? Effort.QUICK : Effort.FULL;
        PeerClassPaths classPaths = PeerClassPaths.of(libraries);
        Settings settings = new Settings(
                normalization,
                fusion,
                shapes.map(Shapes::shapes).orElseGet(() -> ShapeSet.parse(normalization.usualSet())),
                layout,
                dtype,
                threads,
                List.copyOf(EnumSet.copyOf(directions)),
                forks.map(effort::withForks).orElse(effort),
                new JvmArguments(vectorBits),
                attributes,
                classPaths);
        List<String> names = peers.contains("all") ? classPaths.names() : peers;
        if (isStartup) {
            for (String peer : names) {
                new StartupComparison(settings, peer, isQuick ? 3 : 9, System.out).run();
            }
            return 0;
        }
        JsonReport report = new JsonReport(settings.describe());
        for (String peer : names) {
            Comparison comparison = new Comparison(settings, peer, System.out);
            report.add(peer, comparison.version(), comparison.run());
        }
        if (json.isPresent()) {
            report.write(json.get());
        }
        return 0;
    }

    /** The script beside this has chosen the JDK. */
    private static void checkVersion(String version) {
        String running = System.getProperty("java.specification.version");
        if (!running.equals(version)) {
            throw new IllegalArgumentException("expected Java " + version + ", found " + running);
        }
    }

    /** Shapes in one option: picocli takes a list for an option that is repeated. */
    record Shapes(List<CountedShape> shapes) {}

    static final class ShapesConverter implements ITypeConverter<Shapes> {
        @Override
        public Shapes convert(String text) {
            return understand(() -> new Shapes(ShapeSet.parse(text)));
        }
    }

    static final class NormalizationConverter implements ITypeConverter<Normalization> {
        @Override
        public Normalization convert(String text) {
            return understand(() -> Normalization.parse(text));
        }
    }

    static final class FusionConverter implements ITypeConverter<Fusion> {
        @Override
        public Fusion convert(String text) {
            return understand(() -> Fusion.parse(text));
        }
    }

    static final class LayoutConverter implements ITypeConverter<Layout> {
        @Override
        public Layout convert(String text) {
            return understand(() -> Layout.parse(text));
        }
    }

    static final class DirectionConverter implements ITypeConverter<Direction> {
        @Override
        public Direction convert(String text) {
            return understand(() -> Direction.parse(text));
        }
    }

    static final class DTypeConverter implements ITypeConverter<DType> {
        @Override
        public DType convert(String text) {
            return understand(() -> DType.valueOf(text.toUpperCase(Locale.ROOT)));
        }
    }

    private static <T> T understand(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
