package io.github.normwright.processor.message;

/**
 * What the processor has to say. A code is stable: it never changes its meaning, and is not used again once it is gone.
 * Each text says what was found, what is allowed, and where it helps, what to do.
 */
public enum Message {
    INTERNAL_ERROR(
            "NW001",
            "Normwright failed on %s, with the formulas of %s: %s. This is a bug in Normwright; please report it with the"
                    + " annotation that caused it."),
    UNKNOWN_OPTION("NW002", "there is no option %s.%s Options: %s."),
    OPTION_VALUE("NW003", "option %s must be one of %s, found \"%s\".%s"),
    CANNOT_WRITE("NW004", "cannot write %s: %s."),
    CATALOG_NAME(
            "NW005",
            "option normwright.catalog must be the full name of the class to generate, such as com.example.Layers, found"
                    + " \"%s\"."),
    NOT_IN_CATALOG("NW006", "the layers of %s are not in the catalog %s: %s."),
    SCHEDULES_UNREADABLE(
            "NW007",
            "cannot read the file %s of option normwright.schedules: %s. Give the path of a file that the tuner has"
                    + " written, best an absolute one, or leave the option out."),
    SCHEDULES_LINE(
            "NW008",
            "line %d of %s is no schedule: it must read \"DTYPE shape=SIZES axis=POSITIONS PROGRAM DECISION=CHOICE...\","
                    + " found \"%s\". Measure again, or remove the line."),
    SCHEDULES_NAME("NW009", "line %d of %s: there is no %s %s.%s Allowed: %s. Measure again, or remove the line."),
    SCHEDULES_TWICE("NW010", "line %d of %s decides about %s, which was decided before. Remove one of them."),

    PRIVATE_TYPE(
            "NW101", "%s is private, so the generated layer could not be named after it. Make it package-private."),
    NAME_INVALID(
            "NW102", "name must consist of letters, digits and underscores and start with a letter, found \"%s\".%s"),
    NAME_MISSING(
            "NW103",
            "name is needed where @%s is repeated: the generated classes are named after it. Add name = \"...\"."),
    CLASS_COLLISION("NW104", "the class %s would be generated twice; it is already generated for %s. %s"),
    CLASS_EXISTS(
            "NW105",
            "the class %s to be generated exists already in this compilation. Rename that class or the annotated type."),
    DTYPES_EMPTY("NW106", "dtypes must name at least one type, found {}. Allowed: %s."),
    DTYPE_TWICE("NW107", "dtypes names %s twice."),

    SHAPE_MISSING(
            "NW108", "shape is missing. Give the sizes of the input, DYNAMIC for the batch: shape = {DYNAMIC, 64}."),
    SHAPE_EMPTY("NW110", "shape must have at least one dimension, found {}."),
    DIMENSION("NW111", "dimension %d of shape must be at least 1, or DYNAMIC (-1), found %d."),
    SHAPE_TOO_LARGE(
            "NW112",
            "the static dimensions of shape %s multiply to %s elements; a Java array holds at most 2147483647."),

    AXIS_EMPTY(
            "NW120",
            "axis must name at least one axis, found {}. Use -1 for channels-last, 1 for channels-first input."),
    AXIS_RANGE("NW121", "axis %d is out of range: shape %s has rank %d, so axis lies between %d and %d."),
    AXIS_TWICE("NW122", "axis names axis %d twice%s."),
    AXIS_DYNAMIC(
            "NW123",
            "axis %d of shape %s is DYNAMIC, but the layer is generated for the sizes of its axes. Give its size in shape."),

    EPSILON(
            "NW130",
            "epsilon must be positive and finite, found %s. Use 1e-5, say, or leave it out for that of the profile."),
    EPSILON_VANISHES("NW131", "epsilon %s is zero as a float32. Use at least 1.4e-45, or dtypes = FLOAT64."),
    MOMENTUM_NOT_FINITE("NW132", "momentum must be finite, found %s. %s uses %s."),
    MOMENTUM_OUTSIDE(
            "NW133", "momentum %s lies outside 0 to 1: the moving statistics extrapolate and may become negative."),
    MOMENTUM_WITHOUT_USE("NW134", "momentum has no effect with %s. Leave one of them out."),
    FUSED_PROFILE("NW135", "fused = %s needs a profile of TensorFlow, found %s: no other system behaves differently."),
    FUSED_INELIGIBLE("NW136", "fused = REQUIRED is refused by TensorFlow here: %s. Use AUTO or FORBIDDEN."),
    NOT_TRACKED("NW137", "%s has no effect with trackRunningStats = false. Leave one of them out."),
    FROZEN_PROFILE(
            "NW138",
            "trainable = false needs profile = KERAS_3 or one of TensorFlow, found %s: that system has no frozen layer."
                    + " Call infer(x, y, ..., context) instead of train."),
    FROZEN_NOT_TRACKED("NW139", "%s normalizes by the moving statistics; it cannot go with trackRunningStats = false."),
    FUSED_EPSILON_PROFILE("NW140", "fusedEpsilonFloor needs a profile of TensorFlow, found %s."),
    FUSED_EPSILON("NW141", "fusedEpsilonFloor must be at least 0 and finite, found %s."),
    SINGLE_VALUE(
            "NW142",
            "shape leaves one value per channel, whose variance is zero; %s refuses that in training. Use"
                    + " refuseSingleValues = OFF to allow it."),

    SEVERAL_AXES(
            "NW143",
            "the tf.layers of TensorFlow 1.4 takes one axis, and axis names several. Use profile = TF_LAYERS."),
    FUSED_FLOAT64(
            "NW144",
            "TensorFlow 1.4 runs its fused kernel here and fails, for that has no float64. Use fused = FORBIDDEN."),

    UNKNOWN_TO_PROFILE("NW150", "the system of profile = %2$s has no %1$s. Leave %3$s out, or use KERAS_3."),
    WITHOUT_USE("NW151", "%s has no effect without %s. Leave it out."),
    NOT_IN_TENSORFLOW("NW152", "TensorFlow refuses %s together with %s. Leave one of them out, or use KERAS_3."),
    RENORM_FLOAT64(
            "NW153",
            "tf-keras cannot compute renorm in float64, which dtypes names. Use profile = KERAS_3 or FLOAT32."),
    RENORM_CUMULATIVE("NW154", "cumulativeAverage cannot go with renorm, whose averages are exponential."),
    RENORM_MOMENTUM("NW155", "renormMomentum must be finite, found %s. All systems use 0.99."),
    RENORM_LIMIT("NW156", "%s must be %s, found %s."),
    SCHEDULE_WITHOUT_LIMIT("NW157", "%1$sSchedule leads to a limit that is missing. Add %1$s."),
    SCHEDULE_STEPS("NW158", "lastStep must be larger than firstStep, which must be at least 0; found %d to %d."),

    ARGUMENT_WITHOUT_USE("NW170", "%s has no effect with kind = %s. Leave it out."),
    ARGUMENT_RANGE("NW171", "%s must be %s, found %s."),
    ARGUMENT_BOUNDS("NW172", "%s must not be larger than %s, found %s and %s."),
    ATTACHMENT_RANK("NW173", "%s needs a variable of %s dimensions; this one has the shape %s."),
    CONSTRAINT_AXIS(
            "NW174",
            "axis %d is out of range: the variable has the shape %s of rank %d, so it lies between %d and %d."),
    CUSTOM_MISSING("NW175", "kind = CUSTOM needs a class. Add custom = ...class."),
    CUSTOM_CLASS(
            "NW176",
            "%s must be a class with a constructor without parameters that generated code can call: neither abstract nor"
                    + " private, and public if it is in another package."),

    ONE_AXIS("NW180", "axis must name one axis here, found %d."),
    SAMPLE_AXIS("NW181", "axis must not name axis 0, which counts the samples: each has statistics of its own."),
    GROUPS("NW182", "groups must divide the %2$d channels, or be -1 for one channel each, found %1$d."),
    SINGLE_VALUE_OF_SAMPLE(
            "NW183",
            "shape leaves one value per sample and channel, whose variance is zero; %s refuses that in training. Use"
                    + " another profile to allow it."),

    VARIANT_PROVIDER("NW190", "a variant on the processor path cannot be used: %s. Repair it or leave its jar out."),
    VARIANT_TWICE("NW191", "@%s is claimed by two variants, %s and %s. Leave the jar of one of them out."),
    ANNOTATION_ATTRIBUTE(
            "NW192",
            "@%s must declare an attribute %s of type %s, found %s. Every annotation of a variant declares shape, axis,"
                    + " dtypes and name."),
    ANNOTATION_PLACE(
            "NW193", "@%s must stand on a class or an interface, found %s. Give it @Target(ElementType.TYPE)."),
    VARIANT_FAILED("NW194", "the variant %s failed in %s: %s. Its author can repair that."),
    FORMULA_NAME("NW195", "the variant %s has a wrong formula: in \"%s\", %s."),
    FORMULA_REDUCTION("NW196", "the variant %s has a wrong reduction: in \"%s\", %s."),
    FORMULA_VARIABLE("NW197", "the variant %s has a wrong variable: %s %s."),
    FORMULA_RESULT("NW198", "the variant %s has a wrong result in %s: %s."),
    FORMULA_GRADIENT("NW199", "the variant %s cannot be differentiated: in \"%s\", %s."),

    VIRTUAL_BATCH_SIZE("NW160", "virtualBatchSize must be positive, or 0 for the whole batch, found %d."),
    VIRTUAL_BATCH_AXIS("NW161", "axis must not name axis 0 where virtualBatchSize cuts the batch along it."),
    VIRTUAL_BATCH_DIVIDES("NW162", "virtualBatchSize must divide the batch of %d, found %d."),
    SEQUENTIAL_UPDATES("NW163", "virtualBatchUpdates = SEQUENTIAL cannot go with %s. Use AVERAGED."),
    PART_AXIS_RANGE(
            "NW164", "%s names axis %d, which is out of range: shape has rank %d, so it lies between %d and %d."),
    PART_AXIS_TWICE("NW165", "%s names axis %d twice."),
    MASK_IGNORED(
            "NW166",
            "TensorFlow's fused kernel, which takes this shape, ignores the mask, and so does this layer. Use fused ="
                    + " FORBIDDEN to have it count."),
    MASK_FUSED(
            "NW168",
            "mask has no effect with fused = REQUIRED: TensorFlow's fused kernel ignores it. Use fused = FORBIDDEN to have it"
                    + " count."),
    SYNCHRONIZED_PARTS(
            "NW167",
            "synchronizedStatistics cannot go with virtualBatchSize: one makes statistics of more than a batch, the other"
                    + " of less. Leave one of them out.");

    private final String code;
    private final String template;

    Message(String code, String template) {
        this.code = code;
        this.template = template;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The text, without the code. */
    public String text(Object... arguments) {
        return template.formatted(arguments);
    }
}
