package org.chartproof.coding.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartproof.coding.section.SectionKind.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectioniserTest {

    private final Sectioniser sectioniser = new Sectioniser();

    @Test
    void headersStandOnTheirOwnLineOrBeforeAColon() {
        assertThat(kinds("CHIEF COMPLAINT\nCough\n\nPast Medical History: asthma\nAssessment and Plan\n1. Bronchitis"))
                .containsExactly(CHIEF_COMPLAINT, PAST_MEDICAL_HISTORY, ASSESSMENT);
    }

    @Test
    void headersStandWithinALineOfAShortNote() {
        assertThat(kinds("CC: cough. PMH: asthma. FH: mother had MI. A/P: bronchitis"))
                .containsExactly(CHIEF_COMPLAINT, PAST_MEDICAL_HISTORY, FAMILY_HISTORY, ASSESSMENT);
    }

    @Test
    void aNoteWithoutHeadersIsOneSection() {
        assertThat(kinds("Seen for cough and asthma. Family is well.")).containsExactly(OTHER);
    }

    @Test
    void whatIsMeasuredBeforeAnOperationIsNoDiagnosisBeforeStudy() {
        assertThat(kinds("PREOP DIAGNOSIS: gallstones\nPreop: BP 128/80, class 2 obesity"))
                .containsExactly(PREOPERATIVE_DIAGNOSIS, OTHER);
    }

    @Test
    void resultsMayBeDated() {
        assertThat(kinds("HPI: pain.\nRenal US 2025: simple cyst"))
                .containsExactly(HISTORY_OF_PRESENT_ILLNESS, IMAGING);
    }

    @Test
    void aListOfProblemsMayBeNumberedBehindItsMarks() {
        assertThat(kinds("DISCHARGE SUMMARY\nHad a cough.\n#1 Pneumonia\n#2 Asthma"))
                .contains(DISCHARGE_DIAGNOSIS);
    }

    @Test
    void theWordAssessmentInASentenceIsNoHeader() {
        assertThat(kinds("HPI: On assessment of the knee there was pain.")).containsExactly(HISTORY_OF_PRESENT_ILLNESS);
    }

    @Test
    void sectionsCoverTheTextButItsHeaders() {
        String text = "before\nHPI: cough\nPLAN: rest";
        List<Section> sections = sectioniser.sections(text);
        assertThat(sections.stream().map(section -> text.substring(section.begin(), section.end())
                        .strip()))
                .containsExactly("before", "cough", "rest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Assessment / Plan",
                "## A&P ##",
                "*** ASSESSMENT & PLAN ***",
                "3) Assessment/Plan:",
                "IMPRESSION AND PLAN (by problem):",
                "Assesment and Plan: ",
                "Dx - ",
                "A/P:"
            })
    void headersComeInAnyLayout(String header) {
        assertThat(kinds("HPI: tired.\n" + header + "\n1. Anemia"))
                .containsExactly(HISTORY_OF_PRESENT_ILLNESS, ASSESSMENT);
    }

    @Test
    void headersInCapitalsNeedNoColon() {
        assertThat(kinds("PMH asthma, eczema. FHx father CAD\nALLERGIES penicillin - rash\nDC MEDS torsemide 40"))
                .containsExactly(PAST_MEDICAL_HISTORY, FAMILY_HISTORY, ALLERGIES, MEDICATIONS);
    }

    @Test
    void aHeaderInCapitalsBeforeAColonStandsAnywhere() {
        assertThat(kinds("63F PMH: gout, MEDS: allopurinol")).containsExactly(OTHER, PAST_MEDICAL_HISTORY, MEDICATIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HPI: Non-contrast CT: no bleed.",
                "HPI: All of it began in May.",
                "HPI: PE was ruled out. DM is stable.",
                "HPI: ALL in remission."
            })
    void wordsOfASentenceAreNoHeader(String text) {
        assertThat(kinds(text)).containsExactly(HISTORY_OF_PRESENT_ILLNESS);
    }

    @Test
    void problemsOfAnAssessmentAreNoHeaders() {
        assertThat(kinds("A/P\nHTN: continue\nCOPD - stable\n# CKD 3b: watch")).containsExactly(ASSESSMENT);
    }

    @Test
    void whatRelativesHaveEndsAtAHeaderThatIsNotKnown() {
        assertThat(kinds("FAMILY HISTORY: mother with gout\nEMERGENCY CONTACT: sister"))
                .containsExactly(FAMILY_HISTORY, OTHER);
    }

    @Test
    void headersAreMarkedInManyWays() {
        assertThat(kinds("**HPI:** cough\n## Plan\nrest\n1. Assessment & Plan:\nbronchitis\n__PMH__:\nasthma"))
                .containsExactly(HISTORY_OF_PRESENT_ILLNESS, PLAN, ASSESSMENT, PAST_MEDICAL_HISTORY);
        assertThat(kinds("IMPRESSION\n==========\nPneumonia")).containsExactly(IMPRESSION);
        assertThat(kinds("Family History (reviewed today): none")).containsExactly(FAMILY_HISTORY);
        assertThat(kinds("IMPRESSION Right pleural effusion.")).containsExactly(IMPRESSION);
    }

    @Test
    void paragraphsWithoutHeadersAreToldByTheirWords() {
        assertThat(kinds("Seen with her son.\n\n"
                        + "HEART: Regular rate and rhythm without murmur. LUNGS: Clear to auscultation bilaterally."))
                .containsExactly(OTHER, PHYSICAL_EXAM);
    }

    @Test
    void allergiesToldInALineEndWithTheirSentence() {
        assertThat(kinds("Allergies: NKDA. Never smoker.\nSeen for cough.")).containsExactly(ALLERGIES, OTHER);
    }

    @Test
    void drugsToldInALineEndAtAnEmptyLine() {
        assertThat(kinds("Meds: lisinopril, metoprolol,\naspirin\n\nSeen for cough."))
                .containsExactly(MEDICATIONS, OTHER);
    }

    private List<SectionKind> kinds(String text) {
        return sectioniser.sections(text).stream().map(Section::kind).toList();
    }
}
