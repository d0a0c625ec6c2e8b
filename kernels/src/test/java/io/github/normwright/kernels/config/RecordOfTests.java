package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.GeneratedConfig;
import io.github.normwright.api.config.LayerConfig;

/** What is generated for a specification, for specifications of tests. */
record RecordOfTests(LayerSpecification specification, LayerConfig values) implements GeneratedConfig {

    RecordOfTests {
        values = specification.complete(values);
    }

    static RecordOfTests of(LayerSpecification specification, DType dtype) {
        return new RecordOfTests(specification, specification.config(dtype));
    }

    static LayerSerializer<RecordOfTests> serializer(LayerSpecification specification, ConfigFormat format) {
        return new LayerSerializer<>(specification, format, values -> new RecordOfTests(specification, values));
    }

    @Override
    public String name() {
        return specification.nameOf(values);
    }

    @Override
    public DType dtype() {
        return specification.dtypeOf(values);
    }
}
