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
        "plain, 4x5x6x7/nchw/float32/1",
        "plain, 4x5x6x7/nhwc/float32/2",
        "plain, 9x5/nhwc/float32/1",
        "dynamic, 4x5x6x7/nchw/float32/1",
        "dynamic, 4x5x6x7/nhwc/float64/2",
        "dynamic, 9x5/nhwc/bfloat16/1",
        "scalar, 4x5x6x7/nhwc/float32/1",
        "scalar, 9x5/nhwc/float64/2",
        "one-thread, 4x5x6x7/nchw/float32/2",
        "channels-last, 4x5x6x7/nchw/float32/1",
        "channels-last, 4x5x6x7/nchw/float16/2",
    })
    void agree(String name, String text) {
        Workload workload = Workload.parse(text);
        PeerProvider provider = Peers.find(name, "");
        assertEquals(Optional.empty(), provider.refusal(name, workload));
        LayerSource source = new LayerSource(workload, LayerVariant.STATIC);
        List<LayerSource> sources = new ArrayList<>(List.of(source));
        provider.layer(name, workload).ifPresent(sources::add);
        LayerCompiler.compile(sources, "", layers);

        Tensors tensors = Tensors.of(workload);
        Peer ours = GeneratedLayer.open(source, tensors, LayerCompiler.compiled());
        Peer peer = provider.open(name, workload, tensors);
        Agreement agreement = new Agreement(workload);
        for (Direction direction : List.of(Direction.INFER, Direction.TRAIN, Direction.BACKWARD)) {
            assertTrue(provider.directions().contains(direction));
            agreement.check(direction, ours, peer);
        }
    }

    @Test
    void refuseWhatTheyCannotDo() {
        assertEquals(
                Optional.of("the loop is written for float32"),
                Peers.find("plain", "").refusal("plain", Workload.parse("9x5/nhwc/float64/1")));
        PeerProvider variants = Peers.find("channels-last", "");
        assertEquals(
                Optional.of("the measured layer is channels-last already"),
                variants.refusal("channels-last", Workload.parse("4x5x6x7/nhwc/float32/1")));
        assertEquals(
                Optional.of("the measured layer has one thread already"),
                variants.refusal("one-thread", Workload.parse("4x5x6x7/nhwc/float32/1")));
        assertEquals(Optional.empty(), variants.refusal("dynamic", Workload.parse("4x5x6x7/nhwc/float32/1")));
    }

    @Test
    void sourcesNameTheirLayers() {
        LayerSource source = new LayerSource(Workload.parse("4x5x6x7/nchw/float64/1"), LayerVariant.STATIC);
        assertEquals("layers.Static4_5_6_7NCHW", source.typeName());
        assertEquals("layers.Static4_5_6_7NCHWFloat64", source.layerName());
        String text = source.text("profile = Profile.TORCH");
        assertTrue(text.contains("@BatchNormalization(shape = {4, 5, 6, 7}, axis = 1, "), text);
        assertTrue(text.contains(", dtypes = DType.FLOAT64, profile = Profile.TORCH)"), text);
    }

    @Test
    void sourcesLeaveAllButTheChannelsToRunTime() {
        LayerSource source =
                new LayerSource(Workload.parse("4x5x6x7/nchw/float32/1").inLayout(Layout.NHWC), LayerVariant.DYNAMIC);
        assertTrue(source.text("").contains("shape = {DYNAMIC, DYNAMIC, DYNAMIC, 5}, axis = 3"), source.text(""));
        assertEquals(
                List.of(4, 6, 7),
                java.util.Arrays.stream(source.dynamicDimensions()).boxed().toList());
    }

    @Test
    void scalarLayersHaveNoVectorKernel() {
        Workload workload = Workload.parse("9x64/nhwc/float32/1");
        LayerSource vectors = new LayerSource(workload, LayerVariant.STATIC);
        LayerSource scalar = new LayerSource(workload, LayerVariant.SCALAR);
        LayerCompiler.compile(List.of(vectors, scalar), "", layers);
        assertTrue(Files.exists(layers.resolve("layers/Static9_64NHWCFloat32VectorKernel.class")));
        assertFalse(Files.exists(layers.resolve("layers/Scalar9_64NHWCFloat32VectorKernel.class")));
        Peer opened = Peers.find("scalar", "").open("scalar", workload, Tensors.of(workload));
        assertEquals(0, ((GeneratedLayer<?, ?>) opened).vectorBits());
    }

    @Test
    void mistakesInAttributesAreTheCompilersErrors() {
        LayerSource source = new LayerSource(Workload.parse("9x5/nhwc/float32/1"), LayerVariant.STATIC);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> LayerCompiler.compile(List.of(source), "renormMomentum = 0.5", layers));
        assertTrue(refused.getMessage().contains("NW"), refused.getMessage());
    }
}
