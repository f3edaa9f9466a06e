package org.chartproof.server.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewsTest {

    @ParameterizedTest
    @CsvSource({
        "1.00, auto-final, ROUTINE",
        "0.95, auto-final, ROUTINE",
        "0.9499, coder-review, ROUTINE",
        "0.80, coder-review, ROUTINE",
        "0.7999, coder-review, URGENT"
    })
    void theConfidenceOfTheEncounterDecidesWhoLooksAtItNext(double confidence, String route, TaskPriority priority) {
        Task task = task(new ExampleChart().confidence(confidence));

        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo(route);
        assertThat(task.getPriority()).isEqualTo(priority);
    }

    @Test
    void aQuestionGoesToTheAuthorHoweverSureTheCodesAre() {
        ExampleChart example = new ExampleChart().confidence(1).queried();
        DetectedIssue issue = Reviews.issues(example.build()).get(0);

        Task task = task(example);

        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("documentation-query");
        assertThat(((Reference) task.getInputFirstRep().getValue()).getReference())
                .isEqualTo("DetectedIssue/" + issue.getIdElement().getIdPart());
        assertThat(issue.getDetail()).isEqualTo("Which organism, if known?");
        assertThat(issue.getEvidenceFirstRep().getDetailFirstRep().getReference())
                .isEqualTo("DocumentReference/history");
        assertThat(issue.getImplicatedFirstRep().getReference()).startsWith("Condition/cond-");
    }

    @Test
    void theReviewIsADraftWhileTheEncounterGoesOnAndReadyOnceItIsFinished() {
        assertThat(task(new ExampleChart().visit("IMP", EncounterStatus.INPROGRESS))
                        .getStatus())
                .isEqualTo(TaskStatus.DRAFT);
        assertThat(task(new ExampleChart()).getStatus()).isEqualTo(TaskStatus.READY);
    }

    @Test
    void aWorkListIsToldHowManyCodesAndRiskGroupsAreAtStake() {
        Task task = task(new ExampleChart().codes("J18.9", "N17.9"));

        assertThat(task.getExtensionByUrl(Canonical.WORK_VALUE).getValue())
                .matches(value -> value.equalsDeep(new Quantity().setValue(2).setUnit("codes")));
        assertThat(task.getExtensionByUrl(Canonical.WORK_RISK).getValue())
                .matches(value -> value.equalsDeep(new Quantity().setValue(2).setUnit("risk groups")));
    }

    @Test
    void theReviewIsAboutTheClaimOfItsEncounterAndPatient() {
        Task task = task(new ExampleChart());

        assertThat(task.getFocus().getReference()).isEqualTo("Claim/claim-stay-7");
        assertThat(task.getEncounter().getReference()).isEqualTo("Encounter/stay-7");
        assertThat(task.getFor().getReference()).isEqualTo("Patient/ann");
    }

    private static Task task(ExampleChart example) {
        return Reviews.task(example.build(), ExampleChart.BANDS);
    }
}
