package org.chartproof.coding.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartproof.coding.section.SectionKind.*;

import java.util.List;
import org.junit.jupiter.api.Test;

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

    private List<SectionKind> kinds(String text) {
        return sectioniser.sections(text).stream().map(Section::kind).toList();
    }
}
