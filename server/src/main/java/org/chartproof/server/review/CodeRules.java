package org.chartproof.server.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.TabularNote;

/** What the code set in force on the date of service says of the codes of a claim. */
final class CodeRules {

    private final Supplier<CodeSets> codeSets;
    private final Function<String, Optional<LocalDate>> serviceDates;

    /**
     * @param serviceDates the date of service of an encounter
     */
    CodeRules(Supplier<CodeSets> codeSets, Function<String, Optional<LocalDate>> serviceDates) {
        this.codeSets = codeSets;
        this.serviceDates = serviceDates;
    }

    private Optional<CodeSet> codeSet(String encounter) {
        return serviceDates.apply(encounter).flatMap(date -> codeSets.get().on(CodeSystem.ICD_10_CM, date));
    }

    /** A claim carries codes that are billable on the date of service, and no others. */
    void judgeBillable(List<String> codes, String encounter, Breaches breaches) {
        Optional<CodeSet> set = codeSet(encounter);
        if (set.isEmpty()) {
            breaches.add(Rule.NOT_BILLABLE, "No code set is loaded for the date of service");
            return;
        }
        for (String code : codes) {
            // A code set finds a code without its dot too; a claim has one way to write it.
            boolean billable = set.get()
                    .billable(code)
                    .filter(one -> one.value().equals(code))
                    .isPresent();
            breaches.addUnless(
                    billable,
                    Rule.NOT_BILLABLE,
                    code + " is not billable in ICD-10-CM "
                            + set.get().release().version());
        }
    }

    /**
     * Two codes that a note keeps apart stand together only where a person says why (Guidelines I.A.12.a).
     *
     * @param explained whether two codes are explained
     */
    void judgeExcludes(
            List<String> codes,
            String encounter,
            java.util.function.BiPredicate<String, String> explained,
            Breaches breaches) {
        Optional<CodeSet> set = codeSet(encounter);
        for (String code : set.isPresent() ? codes : List.<String>of()) {
            for (TabularNote note : set.get().notes(code)) {
                if (note.kind() == TabularNote.Kind.EXCLUDES1) {
                    codes.stream()
                            .filter(other -> !other.equals(code) && note.names(other))
                            .filter(other -> !explained.test(code, other))
                            .forEach(other -> breaches.add(
                                    Rule.EXCLUDES1,
                                    code + " and " + other + " are kept apart by the Excludes1 note at "
                                            + note.heldBy()));
                }
            }
        }
    }
}
