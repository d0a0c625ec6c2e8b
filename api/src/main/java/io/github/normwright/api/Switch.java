package io.github.normwright.api;

/** Whether a layer does something, where its profile has an opinion. */
public enum Switch {
    /** As the system of the profile does. */
    PROFILE,
    /** Yes, whatever the profile. */
    ON,
    /** No, whatever the profile. */
    OFF
}
