package org.chartproof.coding;

/** Administrative sex, as far as codes depend on it. */
public enum Sex {
    FEMALE,
    MALE,
    UNKNOWN
}
