package org.chartproof.hl7.comparison;

/**
 * A kind of difference between what is expected and what we make.
 *
 * @param path of the element, without positions
 */
record Difference(String path, Kind kind) implements Comparable<Difference> {

    /** How we differ. */
    enum Kind {
        /** They have the element and we don't. */
        MISSING,
        /** Both have it, with other values. */
        OTHER,
        /** We have it and they don't. */
        ADDED
    }

    @Override
    public int compareTo(Difference other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : kind.compareTo(other.kind);
    }
}
