package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/** The types of the API and of the run time that generated code refers to, by name only. */
final class JavaTypes {

    static final ClassName GENERATED = api("NormwrightGenerated");
    static final ClassName DTYPE = api("DType");
    static final ClassName KERNEL_CHOICE = api("KernelChoice");
    static final ClassName CHECKS = kernels("Checks");
    static final ClassName CONTEXT_POOL = kernels("ContextPool");
    static final ClassName KERNEL_GATE = kernels("KernelGate");
    static final ClassName MOMENTS = kernels("Moments");
    static final ClassName SUM_LANES = kernels("SumLanes");
    static final ClassName THREADS = kernels("Threads");
    static final ClassName TILE_MERGE = kernels("TileMerge");
    static final ClassName TILE_TASK = kernels("TileTask");
    static final ClassName TILING = kernels("Tiling");
    static final ClassName VALUE_SUMS = kernels("ValueSums");
    static final ClassName WORKSPACE = kernels("Workspace");
    static final ClassName REPLICAS = kernels("Replicas");
    static final ClassName REPLICA_GROUP = api("ReplicaGroup");

    private JavaTypes() {}

    /** The interface of layers of a type. */
    static TypeName layer(ElementType type) {
        return ParameterizedTypeName.get(api("NormalizationLayer"), type.tensorArray(), type.array());
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

    private static ClassName kernels(String name) {
        return ClassName.get("io.github.normwright.kernels", name);
    }
}
