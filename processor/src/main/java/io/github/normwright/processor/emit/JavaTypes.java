package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;

/** The types of the API and of the run time that generated code refers to, by name only. */
final class JavaTypes {

    static final ClassName GENERATED = api("NormwrightGenerated");
    static final ClassName CHANNEL_AFFINE = api("ChannelAffine");
    static final ClassName CONSTRAINT = api("VariableConstraint");
    static final ClassName DTYPE = api("DType");
    static final ClassName REGULARIZER = api("VariableRegularizer");
    static final ClassName KERNEL_CHOICE = api("KernelChoice");
    static final ClassName ALIGNMENT = kernels("Alignment");
    static final ClassName QUARTERS = kernels("Quarters");
    static final ClassName CHECKS = kernels("Checks");
    static final ClassName CONTEXT_POOL = kernels("ContextPool");
    static final ClassName FOLDING = fold("Folding");
    static final ClassName LINEAR_LAYER = fold("LinearLayer");
    static final ClassName KERNEL_GATE = kernels("KernelGate");
    static final ClassName MOMENTS = kernels("Moments");
    static final ClassName SHARED_VARIABLES = kernels("SharedVariables");
    static final ClassName SUM_LANES = kernels("SumLanes");
    static final ClassName THREADS = kernels("Threads");
    static final ClassName TILE_MERGE = kernels("TileMerge");
    static final ClassName ROW_MOMENTS = kernels("RowMoments");
    static final ClassName TILE_MOMENTS = kernels("TileMoments");
    static final ClassName TILE_PIVOTS = kernels("TilePivots");
    static final ClassName TILE_TASK = kernels("TileTask");
    static final ClassName TILING = kernels("Tiling");
    static final ClassName VALUE_SUMS = kernels("ValueSums");
    static final ClassName WORKSPACE = kernels("Workspace");
    static final ClassName REPLICA_MEMBER = kernels("ReplicaMember");
    static final ClassName REPLICAS = kernels("Replicas");
    static final ClassName REPLICA_GROUP = api("ReplicaGroup");
    static final ClassName CONFIG_FORMAT = apiConfig("ConfigFormat");
    static final ClassName GENERATED_CONFIG = apiConfig("GeneratedConfig");
    static final ClassName LAYER_CONFIG = apiConfig("LayerConfig");
    static final ClassName LAYER_CATALOG = kernelsConfig("LayerCatalog");
    static final ClassName LAYER_FAMILY = kernelsConfig("LayerFamily");
    static final ClassName LAYER_SERIALIZER = kernelsConfig("LayerSerializer");
    static final ClassName LAYER_SPECIFICATION = kernelsConfig("LayerSpecification");

    private JavaTypes() {}

    /** The interface of layers of a type. */
    static TypeName layer(ElementType type) {
        return ParameterizedTypeName.get(api("NormalizationLayer"), type.tensorArray(), type.array());
    }

    /** The interface of layers, of whichever dtype, whose variables have the arithmetic of a type. */
    static TypeName layerOf(ElementType type) {
        return ParameterizedTypeName.get(
                api("NormalizationLayer"), WildcardTypeName.subtypeOf(Object.class), type.array());
    }

    /** The interface of contexts of a type. */
    static TypeName trainingContext(ElementType type) {
        return ParameterizedTypeName.get(api("TrainingContext"), type.array());
    }

    /** The interface of variables of a type. */
    static TypeName variable(ElementType type) {
        return ParameterizedTypeName.get(api("Variable"), type.array());
    }

    private static ClassName api(String name) {
        return ClassName.get("io.github.normwright.api", name);
    }

    private static ClassName apiConfig(String name) {
        return ClassName.get("io.github.normwright.api.config", name);
    }

    private static ClassName kernelsConfig(String name) {
        return ClassName.get("io.github.normwright.kernels.config", name);
    }

    private static ClassName kernels(String name) {
        return ClassName.get("io.github.normwright.kernels", name);
    }

    private static ClassName fold(String name) {
        return ClassName.get("io.github.normwright.kernels.fold", name);
    }
}
