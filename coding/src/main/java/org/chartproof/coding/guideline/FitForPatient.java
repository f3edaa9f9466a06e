package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Sex;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.coding.guideline.Admission.Refusal;

/** Codes that only patients of one sex or some ages can have: the rows of {@code patient.tsv}. */
final class FitForPatient {

    /** Whom a code is for. */
    private enum For {
        WOMEN,
        /** Women of an age to give birth. */
        MOTHERS,
        MEN,
        /** The perinatal period, whose conditions may last into the second year of life. */
        INFANTS,
        ADULTS,
        /** Those whose body mass is told by its figure, and not by percentile. */
        GROWN,
        GROWING
    }

    private static final int LAST_AGE_OF_INFANTS = 2;
    private static final int ADULT = 15;
    private static final int GROWN = 20;

    /** As the edits of payers have it. */
    private static final int YOUNGEST_MOTHER = 9;

    private record Limit(Guideline rule, For whom, Codes codes, Codes except) {}

    private final List<Limit> limits;

    FitForPatient(Register register) {
        this.limits = DataFile.read("patient.tsv", 4).stream()
                .map(row -> limit(register, row))
                .toList();
    }

    private static Limit limit(Register register, Row row) {
        return new Limit(register.of(row), row.value(1, For.class), Codes.of(row, 2), Codes.of(row, 3));
    }

    Optional<Refusal> refuse(EncounterFacts facts, Candidate candidate, Line line) {
        for (Limit limit : limits) {
            if (!fits(facts, limit.whom())
                    && limit.codes().has(line)
                    && !limit.except().has(line)) {
                return Optional.of(new Refusal(
                        Reason.AGE_OR_SEX,
                        limit.rule(),
                        "a code of " + limit.whom().name().toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(EncounterFacts facts, For whom) {
        boolean aged = facts.ageYears().isPresent();
        return switch (whom) {
            case WOMEN -> facts.sex() != Sex.MALE;
            case MOTHERS ->
                facts.sex() != Sex.MALE && (!aged || facts.ageYears().getAsInt() >= YOUNGEST_MOTHER);
            case MEN -> facts.sex() != Sex.FEMALE;
            case INFANTS -> !aged || facts.ageYears().getAsInt() <= LAST_AGE_OF_INFANTS;
            case GROWN -> !aged || facts.ageYears().getAsInt() >= GROWN;
            case GROWING -> !aged || facts.ageYears().getAsInt() < GROWN;
            case ADULTS -> !aged || facts.ageYears().getAsInt() >= ADULT;
        };
    }
}
