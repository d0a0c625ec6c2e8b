package io.github.normwright.processor.emit;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import java.util.List;

/** Something that a kernel method is told. */
sealed interface Parameter {

    /** The Java parameters. */
    List<ParameterSpec> declarations(ElementType type);

    /** An array, and where a tensor starts in it. */
    record Array(Buffer buffer) implements Parameter {
        @Override
        public List<ParameterSpec> declarations(ElementType type) {
            ParameterSpec array = ParameterSpec.builder(
                            buffer.kind() == Buffer.Kind.TENSOR ? type.tensorArray() : type.array(), buffer.array())
                    .build();
            return buffer.isCallers() ? List.of(array, integer(JavaNames.offset(buffer.name()))) : List.of(array);
        }
    }

    /** How many elements a dimension has. */
    record Count(Dim dim) implements Parameter {
        @Override
        public List<ParameterSpec> declarations(ElementType type) {
            return List.of(integer(dim.count()));
        }
    }

    /** The index along a kept dimension that a loop outside runs along. */
    record Index(Dim dim) implements Parameter {
        @Override
        public List<ParameterSpec> declarations(ElementType type) {
            return List.of(integer(dim.index()));
        }
    }

    /** The first index along a kept dimension of the part that a loop outside runs over. */
    record Start(Dim dim) implements Parameter {
        @Override
        public List<ParameterSpec> declarations(ElementType type) {
            return List.of(integer(JavaNames.first(dim)));
        }
    }

    /** Merged statistics, which give a mean. */
    record Statistics(Buffer mean) implements Parameter {

        /** What statistics are called in generated code. */
        String name() {
            return mean.name().equals("mean") ? "moments" : mean.name() + "Moments";
        }

        @Override
        public List<ParameterSpec> declarations(ElementType type) {
            return List.of(ParameterSpec.builder(JavaTypes.MOMENTS, name()).build());
        }
    }

    /** The number of the tile. */
    record Tile() implements Parameter {
        @Override
        public List<ParameterSpec> declarations(ElementType type) {
            return List.of(integer("tile"));
        }
    }

    /** The part of a dimension that belongs to the tile. */
    record Range(Dim dim) implements Parameter {
        @Override
        public List<ParameterSpec> declarations(ElementType type) {
            return List.of(integer(JavaNames.first(dim)), integer(JavaNames.last(dim)));
        }
    }

    private static ParameterSpec integer(String name) {
        return ParameterSpec.builder(TypeName.INT, name).build();
    }
}
