package io.github.normwright.examples.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peers that need no library agree with generated layers. */
class PeersTest {

    @TempDir
    private Path layers;

    @BeforeEach
    void tellWhereLayersAre() {
        System.setProperty(LayerCompiler.FOLDER_PROPERTY, layers.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(LayerCompiler.FOLDER_PROPERTY);
    }

    @ParameterizedTest
    @CsvSource({
        "plain, batch/none/4x5x6x7/nchw/float32/1",
        "plain, batch/none/4x5x6x7/nhwc/float32/2",
        "plain, batch/none/9x5/nhwc/float32/1",
        "dynamic, batch/none/4x5x6x7/nchw/float32/1",
        "dynamic, batch/none/4x5x6x7/nhwc/float64/2",
        "dynamic, batch/none/9x5/nhwc/bfloat16/1",
        "scalar, batch/none/4x5x6x7/nhwc/float32/1",
        "scalar, batch/none/9x5/nhwc/float64/2",
        "one-thread, batch/none/4x5x6x7/nchw/float32/2",
        "channels-last, batch/none/4x5x6x7/nchw/float32/1",
        "channels-last, batch/none/4x5x6x7/nchw/float16/2",
        "in-place, batch/none/4x5x6x7/nhwc/float32/2",
        "in-place, rms/none/9x5/nhwc/float32/1",
        "in-place, batch/add-relu/4x5x6x7/nchw/bfloat16/1",
        "unfused, batch/relu/4x5x6x7/nhwc/float32/1",
        "unfused, batch/add-relu/4x5x6x37/nhwc/float32/2",
        "unfused, batch/add-relu/4x5x6x37/nchw/float32/1",
        "unfused, group/add-relu/4x64x3x3/nhwc/float32/1",
        "dynamic, layer/none/9x37/nhwc/float32/1",
        "scalar, layer/none/4x5x6x7/nhwc/float64/2",
        "dynamic, rms/none/9x37/nhwc/float32/2",
        "scalar, group/none/4x64x3x3/nchw/float32/1",
        "channels-last, group/none/4x64x3x3/nchw/float32/1",
        "one-thread, group/add-relu/4x64x3x3/nhwc/bfloat16/2",
    })
    void agree(String name, String text) {
        Workload workload = Workload.parse(text);
        PeerProvider provider = Peers.find(name, "");
        assertEquals(Optional.empty(), provider.anyRefusal(name, workload));
        LayerSource source = new LayerSource(workload, LayerVariant.STATIC);
        List<LayerSource> sources = new ArrayList<>(List.of(source));
        provider.layer(name, workload).ifPresent(sources::add);
        LayerCompiler.compile(sources, "", layers);

        Tensors tensors = Tensors.of(workload);
        Peer ours = GeneratedLayer.open(source, tensors, LayerCompiler.compiled());
        Peer peer = provider.open(name, workload, tensors);
        Agreement agreement = new Agreement(workload);
        for (Direction direction : List.of(Direction.INFER, Direction.TRAIN, Direction.BACKWARD)) {
            assertTrue(provider.directions(workload).contains(direction));
            agreement.check(direction, ours, peer);
        }
    }

    @Test
    void refuseWhatTheyCannotDo() {
        assertEquals(
                Optional.of("the loop is written for float32"),
                Peers.find("plain", "").refusal("plain", Workload.parse("batch/none/9x5/nhwc/float64/1")));
        PeerProvider variants = Peers.find("channels-last", "");
        assertEquals(
                Optional.of("the measured layer is channels-last already"),
                variants.refusal("channels-last", Workload.parse("batch/none/4x5x6x7/nhwc/float32/1")));
        assertEquals(
                Optional.of("the measured layer has one thread already"),
                variants.refusal("one-thread", Workload.parse("batch/none/4x5x6x7/nhwc/float32/1")));
        assertEquals(
                Optional.empty(), variants.refusal("dynamic", Workload.parse("batch/none/4x5x6x7/nhwc/float32/1")));
        assertEquals(
                Optional.of("the loops are written for float32"),
                Peers.find("passes", "").refusal("passes", Workload.parse("batch/none/4x5x6x7/nchw/float64/1")));
        assertEquals(
                Optional.of("the loops take at least 16 elements at once"),
                Peers.find("passes", "").refusal("passes", Workload.parse("batch/none/3x5/nhwc/float32/1")));
        assertEquals(
                Optional.empty(),
                Peers.find("passes", "").refusal("passes", Workload.parse("layer/none/2x8/nhwc/float32/1")));
        assertEquals(
                Optional.of("the measured layer fuses nothing: use --fuse"),
                Peers.find("unfused", "").refusal("unfused", Workload.parse("batch/none/9x5/nhwc/float32/1")));
        assertEquals(
                Optional.of("what is normalized again and again leaves the range of float16"),
                Peers.find("in-place", "").refusal("in-place", Workload.parse("batch/none/9x5/nhwc/float16/1")));
    }

    @Test
    void sayWhichCallsTheyLeaveOut() {
        Workload workload = Workload.parse("batch/none/9x5/nhwc/float32/1");
        PeerProvider inPlace = Peers.find("in-place", "");
        assertFalse(inPlace.directions(workload).contains(Direction.STEP));
        assertEquals(
                Optional.of("training in place leaves no input for a step to differentiate"),
                inPlace.omission(workload));
        assertEquals(Optional.empty(), Peers.find("plain", "").omission(workload));
    }

    @Test
    void refuseKindsOfLayersThatTheyDoNotHave() {
        PeerProvider plain = Peers.find("plain", "");
        assertEquals(
                Optional.of("plain runs no layer normalization"),
                plain.anyRefusal("plain", Workload.parse("layer/none/9x5/nhwc/float32/1")));
        assertEquals(
                Optional.of("plain runs no layer with --fuse add-relu"),
                plain.anyRefusal("plain", Workload.parse("batch/add-relu/9x5/nhwc/float32/1")));
        assertEquals(
                Optional.of("the loop is written for float32"),
                plain.anyRefusal("plain", Workload.parse("batch/none/9x5/nhwc/float64/1")));
    }

    /** Every call takes what the last one left; inference with a scale of 2 would reach infinity within 200. */
    @Test
    void whatIsNormalizedInPlaceStaysFinite() {
        Workload workload = Workload.parse("batch/none/9x5/nhwc/float32/1");
        LayerCompiler.compile(List.of(new LayerSource(workload, LayerVariant.STATIC)), "", layers);
        Peer peer = Peers.find("in-place", "").open("in-place", workload, Tensors.of(workload));
        for (Direction direction : List.of(Direction.TRAIN, Direction.INFER, Direction.BACKWARD)) {
            Runnable call = peer.call(direction);
            for (int i = 0; i < 1000; i++) {
                call.run();
            }
            Output output = direction == Direction.BACKWARD ? Output.DX : Output.Y;
            for (double value : peer.output(output)) {
                assertTrue(Double.isFinite(value) && Math.abs(value) > Float.MIN_NORMAL, direction + " left " + value);
            }
        }
    }

    @Test
    void aStepIsTrainingAndThenBackward() {
        List<String> calls = new ArrayList<>();
        Peer peer = new Peer() {
            @Override
            public Runnable train() {
                return () -> calls.add("train");
            }

            @Override
            public Runnable infer() {
                return () -> calls.add("infer");
            }

            @Override
            public Runnable backward() {
                return () -> calls.add("backward");
            }

            @Override
            public double[] output(Output output) {
                return new double[0];
            }
        };
        peer.call(Direction.STEP).run();
        assertEquals(List.of("train", "backward"), calls);
    }

    @Test
    void sourcesNameTheirLayers() {
        LayerSource source = new LayerSource(Workload.parse("batch/none/4x5x6x7/nchw/float64/1"), LayerVariant.STATIC);
        assertEquals("layers.StaticBatch4_5_6_7NCHW", source.typeName());
        assertEquals("layers.StaticBatch4_5_6_7NCHWFloat64", source.layerName());
        String text = source.text("profile = Profile.TORCH");
        assertTrue(text.contains("@BatchNormalization(shape = {4, 5, 6, 7}, axis = 1, "), text);
        assertTrue(text.contains(", dtypes = DType.FLOAT64, momentum = 0.99, profile = Profile.TORCH)"), text);
    }

    @Test
    void sourcesAreOfTheirNormalization() {
        assertTrue(text("layer/relu/9x64/nhwc/float32/1")
                .contains(
                        "@LayerNormalization(shape = {9, 64}, axis = 1, epsilon = 0.001, dtypes = DType.FLOAT32, activation ="
                                + " Activation.RELU)"));
        assertTrue(
                text("rms/none/4x5x6x7/nhwc/float32/1").contains("@RMSNormalization(shape = {4, 6, 7, 5}, axis = 3,"));
        assertTrue(text("group/add-relu/4x64x3x3/nchw/float32/1")
                .contains(
                        "@GroupNormalization(shape = {4, 64, 3, 3}, axis = 1, epsilon = 0.001, dtypes = DType.FLOAT32, groups ="
                                + " 32, residual = true, activation = Activation.RELU)"));
    }

    /** Workloads that differ in what the layer is must not share one. */
    @Test
    void sourcesOfOtherLayersHaveOtherNames() {
        assertEquals(
                "layers.StaticGroupAddRelu4_64_3_3NCHW",
                new LayerSource(Workload.parse("group/add-relu/4x64x3x3/nchw/float32/1"), LayerVariant.STATIC)
                        .typeName());
    }

    private static String text(String workload) {
        return new LayerSource(Workload.parse(workload), LayerVariant.STATIC).text("");
    }

    @Test
    void sourcesLeaveAllButTheChannelsToRunTime() {
        LayerSource source = new LayerSource(
                Workload.parse("batch/none/4x5x6x7/nchw/float32/1").inLayout(Layout.NHWC), LayerVariant.DYNAMIC);
        assertTrue(source.text("").contains("shape = {DYNAMIC, DYNAMIC, DYNAMIC, 5}, axis = 3"), source.text(""));
        assertEquals(
                List.of(4, 6, 7),
                java.util.Arrays.stream(source.dynamicDimensions()).boxed().toList());
    }

    @Test
    void scalarLayersHaveNoVectorKernel() {
        Workload workload = Workload.parse("batch/none/9x64/nhwc/float32/1");
        LayerSource vectors = new LayerSource(workload, LayerVariant.STATIC);
        LayerSource scalar = new LayerSource(workload, LayerVariant.SCALAR);
        LayerCompiler.compile(List.of(vectors, scalar), "", layers);
        assertTrue(Files.exists(layers.resolve("layers/StaticBatch9_64NHWCFloat32VectorKernel.class")));
        assertFalse(Files.exists(layers.resolve("layers/ScalarBatch9_64NHWCFloat32VectorKernel.class")));
        Peer opened = Peers.find("scalar", "").open("scalar", workload, Tensors.of(workload));
        assertEquals(0, ((GeneratedLayer<?, ?>) opened).vectorBits());
    }

    @Test
    void mistakesInAttributesAreTheCompilersErrors() {
        LayerSource source = new LayerSource(Workload.parse("batch/none/9x5/nhwc/float32/1"), LayerVariant.STATIC);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> LayerCompiler.compile(List.of(source), "renormMomentum = 0.5", layers));
        assertTrue(refused.getMessage().contains("NW"), refused.getMessage());
    }
}
