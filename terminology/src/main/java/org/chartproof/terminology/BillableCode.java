package org.chartproof.terminology;

import java.util.Objects;

/**
 * A code that exists, is no header, and is in force: the only type that an assigned code can have. Only a {@link CodeSet}
 * makes one, so a code that was not found in a loaded release cannot leave the engine.
 */
public final class BillableCode implements Comparable<BillableCode> {

    private final String value;
    private final String display;
    private final Release release;

    BillableCode(String value, String display, Release release) {
        this.value = value;
        this.display = display;
        this.release = release;
    }

    /** The code with its dot, e.g. {@code E11.9}. */
    public String value() {
        return value;
    }

    /** Its title in that release. */
    public String display() {
        return display;
    }

    /** The release that it was found in. */
    public Release release() {
        return release;
    }

    /** The first three characters, the category that it belongs to. */
    public String category() {
        return value.substring(0, 3);
    }

    @Override
    public int compareTo(BillableCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BillableCode code && value.equals(code.value) && release.equals(code.release);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, release);
    }

    @Override
    public String toString() {
        return value;
    }
}
