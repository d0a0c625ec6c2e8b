package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.Shape;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigDifference;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.DTypePolicy;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an annotation says, for the documents of its layers: generated code holds one for each annotation. Immutable and
 * thread-safe.
 */
public final class LayerSpecification {

    private final String type;
    private final String name;
    private final LayerSchema schema;
    private final List<Integer> shape;
    private final List<DType> dtypes;
    private final JsonObject attributes;

    LayerSpecification(SpecificationBuilder builder) {
        type = builder.type();
        name = builder.name();
        schema = LayerSchemas.ofAnnotation(builder.annotation());
        shape = builder.shape();
        dtypes = builder.dtypes();
        attributes = completed(builder.attributes());
    }

    /**
     * Starts a specification.
     *
     * @param annotation the simple name of the annotation
     * @param type the annotated type, for messages
     * @param name the layer's name
     * @return what takes the attributes
     */
    public static SpecificationBuilder of(String annotation, String type, String name) {
        return new SpecificationBuilder(annotation, type, name);
    }

    /** What the annotation has written, and behind it what it has left out. */
    private JsonObject completed(JsonObject written) {
        Map<String, JsonValue> all = new LinkedHashMap<>(written.members());
        Profile profile = schema.profile(written);
        all.putIfAbsent("profile", new JsonString(profile.name()));
        schema.complete(all, profile);
        return new JsonObject(all);
    }

    String type() {
        return type;
    }

    LayerSchema schema() {
        return schema;
    }

    List<Integer> shape() {
        return shape;
    }

    List<DType> dtypes() {
        return dtypes;
    }

    /** The number of values along the layer's axes. */
    int channels() {
        return config(dtypes.get(0)).axis().stream()
                .mapToInt(axis -> shape.get(Math.floorMod(axis, shape.size())))
                .reduce(1, (product, size) -> product * size);
    }

    Profile profile() {
        return schema.profile(attributes);
    }

    /**
     * The configuration of a layer that the annotation asks for.
     *
     * @param dtype one of the annotation's dtypes
     * @return all attributes
     * @throws IllegalArgumentException if the annotation does not name the dtype
     */
    public LayerConfig config(DType dtype) {
        if (!dtypes.contains(dtype)) {
            throw new IllegalArgumentException("the dtypes of " + type + " are " + dtypes + ", found " + dtype);
        }
        return new LayerConfig(
                schema.annotation(),
                Optional.of(name),
                Optional.of(policy(dtype)),
                Optional.of(shape),
                attributes,
                JsonObject.EMPTY);
    }

    private DTypePolicy policy(DType dtype) {
        ParameterType wish =
                attributes.text("parameterType").map(ParameterType::valueOf).orElse(ParameterType.PROFILE);
        boolean isNarrow = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
        ParameterType used = wish == ParameterType.PROFILE ? profile().usualParameterType() : wish;
        return Policies.of(dtype, isNarrow ? used : ParameterType.FLOAT32);
    }

    /**
     * A configuration with everything that its document has left out.
     *
     * @param config what a document says
     * @return the same with all attributes; where both say the same in two ways, as the document says it
     * @throws ConfigException if it is of another layer, with all differences
     */
    public LayerConfig complete(LayerConfig config) {
        LayerConfig found = inOurTerms(config);
        List<ConfigDifference> differences = differencesTo(found);
        if (!differences.isEmpty()) {
            throw new ConfigException(type, differences);
        }
        Map<String, JsonValue> all = new LinkedHashMap<>(attributes.members());
        found.attributes().members().forEach((attribute, value) -> {
            // What was brought into other terms has no form of its own to keep.
            boolean isAsWritten = config.attributes().get(attribute).equals(Optional.of(value));
            if (isAsWritten || !all.containsKey(attribute)) {
                all.put(attribute, value);
            }
        });
        return new LayerConfig(
                found.layer(), found.name(), found.policy(), found.shape(), new JsonObject(all), found.extras());
    }

    /**
     * In what a document differs from the annotation. Names do not count, and documents of other systems have no profile.
     *
     * @param config what the document says
     * @return the differences; none if it is of one of the annotation's layers
     */
    public List<ConfigDifference> differences(LayerConfig config) {
        return differencesTo(inOurTerms(config));
    }

    /** Documents of other systems have no profile, and the terms of most. */
    private LayerConfig inOurTerms(LayerConfig config) {
        return config.attribute("profile").isPresent() ? config : schema.inTermsOf(profile(), config);
    }

    private List<ConfigDifference> differencesTo(LayerConfig config) {
        if (!config.layer().equals(schema.annotation())) {
            throw new ConfigException(
                    "the document is of a " + config.layer() + ", and " + type + " is a " + schema.annotation());
        }
        List<ConfigDifference> differences = new ArrayList<>();
        config.shape()
                .filter(found -> !fits(found))
                .ifPresent(found -> differences.add(
                        new ConfigDifference("shape", AnnotatedJava.shape(found), AnnotatedJava.shape(shape))));
        config.policy().filter(found -> dtypeOf(found).isEmpty()).ifPresent(found -> differences.add(dtype(found)));
        Set<String> names = new LinkedHashSet<>(attributes.names());
        names.addAll(config.attributes().names());
        names.forEach(attribute -> difference(attribute, config).ifPresent(differences::add));
        return differences;
    }

    /** A size that is known at run time only takes any; another one takes itself. */
    private boolean fits(List<Integer> found) {
        if (found.size() != shape.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i) != Shape.DYNAMIC && !shape.get(i).equals(found.get(i))) {
                return false;
            }
        }
        return true;
    }

    private ConfigDifference dtype(DTypePolicy found) {
        boolean isKnown = dtypes.contains(found.dtype());
        return isKnown
                ? new ConfigDifference(
                        "parameterType",
                        "ParameterType." + found.parameterType(),
                        "ParameterType." + policy(found.dtype()).parameterType())
                : new ConfigDifference("dtypes", "DType." + found.dtype(), dtypes.toString());
    }

    private Optional<DType> dtypeOf(DTypePolicy found) {
        if (found.name().equals(Policies.INFER)) {
            return Optional.of(dtypes.get(0));
        }
        return dtypes.stream()
                .filter(dtype -> schema.hasVariables() ? policy(dtype).isSameAs(found) : dtype == found.dtype())
                .findFirst();
    }

    private Optional<ConfigDifference> difference(String attribute, LayerConfig config) {
        Optional<JsonValue> specified = attributes.get(attribute);
        Optional<JsonValue> found = config.attributes().get(attribute);
        LayerConfig own = config(dtypes.get(0));
        boolean isUsed = schema.isUsed(attribute, own) || schema.isUsed(attribute, config);
        Optional<ConfigAttribute> known = schema.attribute(attribute);
        boolean isUnknown = found.isEmpty() && config.attribute("profile").isEmpty();
        if (!isUsed || isUnknown || specified.isEmpty() && known.isPresent()) {
            return Optional.empty();
        }
        boolean isSame = known.isPresent() && found.isPresent()
                ? known.get().type().isSame(found.get(), specified.get(), comparison(config))
                : found.equals(specified);
        return isSame
                ? Optional.empty()
                : Optional.of(new ConfigDifference(attribute, text(known, found), text(known, specified)));
    }

    private static String text(Optional<ConfigAttribute> known, Optional<JsonValue> value) {
        Optional<String> text = known.isPresent() ? value.flatMap(known.get().type()::java) : value.map(Json::write);
        return text.orElse(ConfigDifference.LEFT_OUT);
    }

    private AttributeType.Comparison comparison(LayerConfig config) {
        DType dtype = config.policy().flatMap(this::dtypeOf).orElse(dtypes.get(0));
        return new AttributeType.Comparison(dtype != DType.FLOAT64, shape.size(), channels());
    }

    /**
     * The name of the layer of a document.
     *
     * @param config what the document says
     * @return its name; the annotation's if it has none
     */
    public String nameOf(LayerConfig config) {
        return config.name().orElse(name);
    }

    /**
     * Which of the generated layers a document is of.
     *
     * @param config what the document says
     * @return one of the annotation's dtypes, the first if the document says nothing
     * @throws ConfigException if it is none of them
     */
    public DType dtypeOf(LayerConfig config) {
        if (config.policy().isEmpty()) {
            return dtypes.get(0);
        }
        DTypePolicy policy = config.policy().get();
        return dtypeOf(policy).orElseThrow(() -> new ConfigException(type, List.of(dtype(policy))));
    }

    /** Whether layers of this specification compute as the system does whose documents these are. */
    boolean isOf(ConfigDialect dialect) {
        Profile profile = profile();
        return switch (dialect) {
            case NORMWRIGHT -> true;
            case TF_KERAS_1_15 -> profile == Profile.TF_KERAS_V1 || profile == Profile.TF_LAYERS;
            case TF_LAYERS -> profile == Profile.TF_LAYERS || profile == Profile.TF_LAYERS_1_4;
            default -> profile == dialect.profile();
        };
    }

    @Override
    public String toString() {
        return "@" + schema.annotation() + " on " + type;
    }
}
