package org.chartproof.bundles.demo;

import java.util.List;
import java.util.Optional;

/**
 * What a coder would and would not assign to an encounter, under the ICD-10-CM Official Guidelines for FY2026.
 *
 * @param codes billable codes, with the dot, that must be present; others may be present too
 * @param first the principal or first-listed diagnosis, where it is beyond doubt; one of {@code codes}
 * @param absent what must not be present
 */
public record Expected(List<String> codes, Optional<String> first, List<Absent> absent) {

    /**
     * Codes that the note names but does not support.
     *
     * @param prefix no code of the encounter starts so; with the dot where longer than three characters
     * @param reason why not: negated, of a relative, historical, uncertain, included elsewhere
     */
    public record Absent(String prefix, String reason) {
        /** Whether {@code code} (with the dot) is one that must not be present. */
        public boolean forbids(String code) {
            return code.startsWith(prefix);
        }
    }

    /**
     * @throws IllegalArgumentException if there are no codes, {@code first} is none of them, or a code is both expected and forbidden
     */
    public Expected {
        codes = List.copyOf(codes);
        absent = List.copyOf(absent);
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("no expected codes");
        }
        if (first.isPresent() && !codes.contains(first.get())) {
            throw new IllegalArgumentException("first " + first.get() + " is not among the codes");
        }
        for (Absent rule : absent) {
            for (String code : codes) {
                if (rule.forbids(code)) {
                    throw new IllegalArgumentException(code + " is expected and forbidden by " + rule.prefix());
                }
            }
        }
    }
}
