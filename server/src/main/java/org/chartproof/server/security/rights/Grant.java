package org.chartproof.server.security.rights;

/**
 * A right to do something with resources of a type.
 *
 * @param extent whose
 * @param query  search parameters that they must match, as in a URL; empty where they need match none
 */
public record Grant(Extent extent, String query) {

    /** Whether it covers each resource of its type. */
    public boolean isUnlimited() {
        return extent instanceof Extent.Everything && query.isEmpty();
    }
}
