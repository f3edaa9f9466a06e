package org.chartproof.server.writeback;

import java.util.Date;
import java.util.List;
import org.chartproof.coding.DocumentationQuery;
import org.chartproof.coding.Evidence;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** The review Task of an encounter, and a DetectedIssue for each question to an author. */
final class Reviews {

    private Reviews() {}

    static Task task(CodedChart chart, Route.Bands bands) {
        Route route = Route.of(chart, bands);
        Task task = new Task();
        describe(task, chart);
        task.setId(ResultIds.task(chart.encounterId()));
        task.getMeta().addProfile(Canonical.TASK_PROFILE);
        task.setIntent(TaskIntent.ORDER);
        task.setStatus(chart.stage() == Stage.FINAL ? TaskStatus.READY : TaskStatus.DRAFT);
        task.setBusinessStatus(concept(Canonical.REVIEW_ROUTE, route.code()));
        task.setCode(concept(Canonical.TASK_CODE, "review-coding"));
        boolean urgent = route == Route.CODER_REVIEW && chart.coded().confidence() < bands.review();
        task.setPriority(urgent ? TaskPriority.URGENT : TaskPriority.ROUTINE);
        task.setFocus(new Reference(ResultIds.claim(chart.encounterId()).getValue()));
        task.setFor(chart.patient());
        task.setEncounter(chart.encounterReference());
        task.setAuthoredOnElement(Times.dateTime(chart.newest()));
        task.setLastModifiedElement(Times.dateTime(chart.newest()));
        task.setRequester(new Reference(CoderDevice.REFERENCE));
        task.addOutput()
                .setType(new CodeableConcept().setText("confidence"))
                .setValue(Claims.probability(chart.coded().confidence()));
        for (DetectedIssue issue : issues(chart)) {
            task.addInput()
                    .setType(new CodeableConcept().setText("documentation query"))
                    .setValue(new Reference(issue.getIdElement().getValue()));
        }
        for (SourceNote note : chart.notes()) {
            task.addInput()
                    .setType(new CodeableConcept().setText("text of a note"))
                    .setValue(new Reference(note.text().getValue()));
        }
        return task;
    }

    /** What a work list is filtered and sorted by. */
    private static void describe(Task task, CodedChart chart) {
        CodeableConcept service = chart.encounter().hasServiceType()
                ? chart.encounter().getServiceType().copy()
                : new CodeableConcept(chart.encounter().getClass_().copy());
        task.addExtension(new Extension(Canonical.WORK_SERVICE, service));
        chart.coverages().stream()
                .flatMap(coverage -> coverage.getPayor().stream())
                .findFirst()
                .ifPresent(payer -> task.addExtension(new Extension(
                        Canonical.WORK_PAYER, new Reference(payer.getReference()).setDisplay(payer.getDisplay()))));
        task.addExtension(new Extension(
                Canonical.WORK_VALUE,
                new Quantity().setValue(chart.coded().diagnoses().size()).setUnit("codes")));
        chart.riskGroups()
                .ifPresent(groups -> task.addExtension(new Extension(
                        Canonical.WORK_RISK, new Quantity().setValue(groups).setUnit("risk groups"))));
    }

    static Task cancelled(Task before, Date at) {
        Task task = before.copy();
        task.setId(before.getIdElement().toUnqualifiedVersionless());
        task.getMeta().setVersionId("").setLastUpdated(null);
        task.setStatus(TaskStatus.CANCELLED);
        task.setLastModifiedElement(Times.dateTime(at));
        return task;
    }

    static List<DetectedIssue> issues(CodedChart chart) {
        return chart.coded().queries().stream()
                .map(query -> issue(chart, query))
                .toList();
    }

    static DetectedIssue withdrawn(DetectedIssue before) {
        DetectedIssue issue = before.copy();
        issue.setId(before.getIdElement().toUnqualifiedVersionless());
        issue.getMeta().setVersionId("").setLastUpdated(null);
        issue.setStatus(DetectedIssueStatus.ENTEREDINERROR);
        return issue;
    }

    private static DetectedIssue issue(CodedChart chart, DocumentationQuery query) {
        DetectedIssue issue = new DetectedIssue();
        issue.setId(ResultIds.query(chart.encounterId(), query.code(), query.axis()));
        issue.setStatus(DetectedIssueStatus.PRELIMINARY);
        issue.setCode(concept(Canonical.DOCUMENTATION_AXIS, query.axis()));
        issue.setPatient(chart.patient());
        issue.setIdentified(Times.dateTime(chart.newest(query.evidence())));
        issue.setAuthor(new Reference(CoderDevice.REFERENCE));
        issue.addImplicated(new Reference(
                ResultIds.condition(chart.encounterId(), query.code()).getValue()));
        for (Evidence evidence : query.evidence()) {
            issue.addEvidence().addDetail(chart.noteOf(evidence).current());
        }
        issue.setDetail(query.question());
        return issue;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }
}
