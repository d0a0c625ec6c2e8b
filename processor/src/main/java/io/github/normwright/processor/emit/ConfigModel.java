package io.github.normwright.processor.emit;

import io.github.normwright.api.DType;
import java.util.List;
import java.util.Map;

/**
 * All that is needed to write the configuration of an annotation's layers.
 *
 * @param packageName the package of all classes
 * @param config the name of the record
 * @param annotation the simple name of the annotation
 * @param type the annotated type, for messages
 * @param layerName the layer's own name
 * @param isPublic whether the record is public
 * @param shape the shape of the input, -1 for sizes given at run time
 * @param layers the names of the layers' classes by their dtypes, in the order of the annotation
 * @param attributes what else the annotation has written: booleans, doubles, integers, longs, texts, and lists of integers;
 *     an attribute of an annotation that is a value has the names of both, with a dot between them
 */
public record ConfigModel(
        String packageName,
        String config,
        String annotation,
        String type,
        String layerName,
        boolean isPublic,
        List<Integer> shape,
        Map<DType, String> layers,
        Map<String, Object> attributes) {}
