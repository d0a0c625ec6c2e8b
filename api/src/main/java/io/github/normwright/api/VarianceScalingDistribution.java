package io.github.normwright.api;

/** The distribution that variance scaling draws from. Its mean is 0. */
public enum VarianceScalingDistribution {
    /** Normal without what lies more than two standard deviations off; its variance after truncation is the wanted. */
    TRUNCATED_NORMAL,
    /** Normal. */
    UNTRUNCATED_NORMAL,
    /** Uniform. */
    UNIFORM
}
