package org.chartproof.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What rows of a query must meet, of which each part may be left out, with the values that stand in for its question marks. */
public final class Conditions {
    private final List<String> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * One more, unless there is no value for it.
     *
     * @param part  of SQL, with one question mark; never made of what a request says
     * @param value that stands for it
     * @return this
     */
    public Conditions and(String part, Optional<?> value) {
        value.ifPresent(one -> {
            parts.add(part);
            values.add(one);
        });
        return this;
    }

    /** The same of a number. */
    public Conditions and(String part, OptionalLong value) {
        return and(part, value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty());
    }

    /** One more that needs no value. */
    public Conditions and(String part) {
        parts.add(part);
        return this;
    }

    /** As it follows the tables of a query: empty, or begins with {@code where}. */
    public String where() {
        return parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    }

    /**
     * The values in the order of their question marks.
     *
     * @param following those of what comes after it, such as a limit
     */
    public Object[] values(Object... following) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(following));
        return all.toArray();
    }
}
