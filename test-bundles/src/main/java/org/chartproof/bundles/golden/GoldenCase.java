package org.chartproof.bundles.golden;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;

/**
 * An encounter and its claim as an expert coder would have it.
 *
 * @param specialty the folder above, for example {@code cardiology}
 * @param name the case's folder
 * @param facts setting, date, sex, age; for a claim
 * @param notes in order of writing
 * @param codes the claim, in its order: principal or first-listed diagnosis first
 * @param optional codes that a coder may report or leave
 * @param absent codes that the notes name but do not support
 */
public record GoldenCase(
        String specialty,
        String name,
        EncounterFacts facts,
        List<Note> notes,
        List<Expected> codes,
        List<Permitted> optional,
        List<Absent> absent) {

    /**
     * A code of the claim.
     *
     * @param code billable, with its dot
     * @param words verbatim in one of the notes, but for white space
     * @param rule the section of the Official Guidelines that decides
     * @param presentOnAdmission for inpatients
     */
    public record Expected(String code, String words, String rule, Optional<PresentOnAdmission> presentOnAdmission) {}

    /** A code that counts neither way, the words that it could rest on, and why it is left to the coder. */
    public record Permitted(String code, String words, String why) {}

    /**
     * A code that must not be reported.
     *
     * @param prefix code or beginning of codes, with its dot
     * @param words what could mislead
     * @param why negated, of a relative, included elsewhere ...
     */
    public record Absent(String prefix, String words, String why) {
        /** Whether a code, with its dot, is one that must not be reported. */
        public boolean forbids(String code) {
            return code.startsWith(prefix);
        }
    }

    public GoldenCase {
        notes = List.copyOf(notes);
        codes = List.copyOf(codes);
        optional = List.copyOf(optional);
        absent = List.copyOf(absent);
    }

    /** {@code SPECIALTY/CASE}. */
    public String id() {
        return specialty + "/" + name;
    }
}
