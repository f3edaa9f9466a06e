package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllergyStatusTest {

    @Test
    void eachAllergyOfTheListHasItsCode() {
        assertThat(Told.note("Allergies: penicillin (hives), sulfa, codeine, shellfish, latex")
                        .codes())
                .containsExactly("Z88.0", "Z88.2", "Z88.5", "Z91.013", "Z91.040");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HPI: She is allergic to penicillin.",
                "PMH: asthma, PCN allergy",
                "PMH: asthma. Amoxicillin hypersensitivity.",
                "HPI: She had hives with amoxicillin as a child.",
                "All: amoxicillin - anaphylaxis",
                "PMH: none.\nAmoxicillin - anaphylaxis."
            })
    void theTextTellsAnAllergy(String note) {
        assertThat(Told.note(note).codes()).containsExactly("Z88.0");
    }

    @Test
    void whatADrugOnceDidIsWhyAnotherIsGiven() {
        Told avoided = Told.note(
                        "Assessment: endometritis, PCN hives so clindamycin and gentamicin were chosen for her.")
                .with("L50.9", "hives");
        assertThat(avoided.all()).containsExactly("Z88.0");
        assertThat(Told.note("HPI: Trials: sertraline (too weak), lamotrigine (rash), bupropion (worse anxiety).")
                        .codes())
                .containsExactly("Z88.8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Allergies: NKDA",
                "HPI: no allergy to penicillin.",
                "HPI: strep throat, penicillin 500 mg BID.",
                "Allergies: lisinopril intolerance (cough)",
                "HPI: hives with amoxicillin since yesterday, otherwise well, no fever or cough.",
                "HPI: allergic reaction to a bee sting."
            })
    void whatIsDeniedOrNoAllergyIsNot(String note) {
        assertThat(Told.note(note).codes()).isEmpty();
    }
}
